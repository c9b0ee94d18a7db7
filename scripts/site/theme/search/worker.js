// Searches the pages for all words of a query, wherever they stand: Chinese has no spaces that an index could be cut at.
let sections = [];

const places = (section, words) => {
  const title = section.title.toLowerCase(), text = section.text.toLowerCase();
  if (!words.every((word) => title.includes(word) || text.includes(word))) return 0;
  return 1 + 10 * words.filter((word) => title.includes(word)).length;
};

const around = (text, word) => {
  const at = Math.max(0, text.toLowerCase().indexOf(word) - 60);
  return (at ? "…" : "") + text.substring(at, at + 200);
};

const search = (query) => {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return sections
    .map((section) => ({ section, rank: places(section, words) }))
    .filter((found) => found.rank)
    .sort((a, b) => b.rank - a.rank)
    .slice(0, 50)
    .map(({ section }) => ({ ...section, summary: around(section.text, words[0]) }));
};

onmessage = async ({ data }) => {
  if (data.init) {
    const index = await (await fetch("search_index.json")).json();
    sections = index.docs;
    postMessage({ config: { ...index.config, min_search_length: 2 } });
    postMessage({ allowSearch: true });
  } else if (data.query) {
    postMessage({ results: search(data.query) });
  }
};
