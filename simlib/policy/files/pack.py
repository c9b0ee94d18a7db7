"""A policy from its folder: the chain of packs merged, everything checked at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from simlib.policy.checks import contradictions
from simlib.policy.files.own_items import OwnItem, own_items, terms_with, with_own
from simlib.policy.files.provisions import Reader
from simlib.policy.files.schema import Source
from simlib.policy.files.values import Axes
from simlib.policy.overlays import merge
from simlib.policy.pack_chain import Pack, axes_of, code_tables, opening_of, read_chain, sources_of, unused_sources
from simlib.policy.packs import pack_of
from simlib.policy.policy import Policy
from simlib.policy.problems import PolicyError, Problem, meant
from simlib.policy.provision import Member, Override, Provision
from simlib.policy.term import Term
from simlib.text import Text


def load_policy(path: str | Path) -> Policy:
    """Return the policy of a pack: a folder, its policy.yaml, or the name of a known one.

    Whatever it is asked later, no file is read again.

    Raises PolicyError with every problem of the file and of the packs it extends.
    """
    problems: list[Problem] = []
    chain, complete = read_chain(pack_of(path), problems)
    axes, sources = axes_of(chain, problems), sources_of(chain, problems)
    own = own_items(chain, axes, problems)
    axes = {**axes, "line": tuple(with_own(own))}
    provisions, overrides = _provisions(chain, axes, sources, terms_with(own), problems)
    opening, tables = opening_of(chain), code_tables(chain, problems)
    given = _given(chain, terms_with(own)) if complete else None
    file = chain[-1].document.file if chain else ""
    problems += contradictions(provisions, axes, opening, terms_with(own), given=given, file=file)
    if problems:
        raise PolicyError(problems)
    return replace(_policy(chain, sources, own, provisions, overrides, opening), code_tables=tables)


def _given(chain: list[Pack], known: Mapping[str, Term]) -> set[str]:
    """Return the keys and terms that the files write, sound or not; a misspelt term counts as meant."""
    keys = {key for pack in chain if isinstance(pack.document.data, dict) for key in pack.document.data}
    terms = {name for pack in chain for name in pack.document.part("provisions")}
    return keys | terms | {near for name in terms - known.keys() if (near := meant(name, known))}


def _provisions(
    chain: list[Pack],
    axes: Axes,
    sources: dict[str, Source],
    terms: Mapping[str, Term],
    problems: list[Problem],
) -> tuple[dict[str, Provision], list[Override]]:
    """Read every pack's provisions and lay each pack over those before it."""
    provisions: dict[str, Provision] = {}
    overrides: list[Override] = []
    for pack in chain:
        own = Reader(pack.document, axes, sources, False, problems, terms).provisions()
        provisions, set_aside = merge(provisions, own)
        overrides += set_aside
    problems += unused_sources([pack.document for pack in chain])
    return provisions, overrides


def _policy(
    chain: list[Pack],
    sources: dict[str, Source],
    own: tuple[OwnItem, ...],
    provisions: dict[str, Provision],
    overrides: list[Override],
    opening: int | None,
) -> Policy:
    heads = [pack.head for pack in chain if pack.head]
    head = heads[-1]

    def declared(key: str) -> tuple[Member, ...]:
        written: Mapping[str, Text] = next((members for one in heads if (members := getattr(one, key))), {})
        return tuple(Member(name, label) for name, label in written.items())

    return Policy(
        name=head.name,
        label=head.label,
        about=head.about,
        path=Path(chain[-1].document.file),
        opening=opening,
        posts=declared("posts"),
        grades=next((one.grades for one in heads if one.grades), 0),
        place_types=declared("place_types"),
        units=declared("units"),
        unit_classes=declared("unit_classes"),
        ratings=declared("ratings"),
        sources=sources,
        own_items=own,
        provisions=provisions,
        overrides=tuple(overrides),
    )
