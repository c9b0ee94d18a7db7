"""What this page adds to the dashboards' style sheet."""

from __future__ import annotations

STYLE = """<style>
.lab-results { flex: 1 1 0; min-width: 0; }
.lab-results > * { max-width: 100%; }
.lab-stale :is(.lab-cards, .lab-sentence, .lab-picture, table) { opacity: .55; transition: opacity .3s .4s; }
.lab-bar { align-items: center; gap: 8px; margin-top: -8px; }
.lab-bar .lab-status { flex: 1 1 auto; }
.lab-sentence { margin: 0 !important; line-height: 1.5; }
.lab-sentence em { font-style: normal; color: var(--lab-quiet); }
.lab-results .widget-html { margin: 0; }
.lab-results .widget-html .widget-html-content { width: 100%; line-height: 1.5; }

.lab-cards { display: grid; grid-template-columns: repeat(6, minmax(0, 1fr)); gap: 8px; margin: 8px 0 4px; }
.lab-card-one { border: 1px solid var(--lab-line); border-top: 3px solid var(--lab-accent); border-radius: 4px; padding: 5px 9px; }
.lab-card-one h3 { margin: 0; font-size: .9em; line-height: 1.5; font-weight: 400; color: var(--lab-quiet); }
.lab-card-one b { display: block; font-size: 1.14em; line-height: 1.5; }
.lab-card-one b small { display: block; font-weight: 400; font-size: .8em; line-height: 1.3; color: var(--lab-quiet); white-space: nowrap; }
.lab-card-one i { font-style: normal; font-size: .8em; }
.lab-cards .lab-card-one p { margin: 0; font-size: .86em; line-height: 1.5; color: var(--lab-quiet); }
.lab-up { color: #14558f; } .lab-down { color: #a24a00; } .lab-unsure { color: var(--lab-quiet); }

.lab-columns { margin-top: -6px; }
.lab-panel { position: sticky; top: 8px; max-height: calc(100vh - 16px); display: flex; flex-direction: column; }
.lab-panel > .lab-levers { flex: 1 1 auto; min-height: 0; overflow-y: auto !important; display: block; }
.lab-panel > :is(.lab-choices, .lab-groups, .lab-buttons) { flex: none; }
.lab-choices .widget-label { width: 4em !important; text-align: left; }
body .lab-controls .lab-choices .widget-hbox { flex-wrap: nowrap; }
.lab-choices .widget-inline-hbox { margin: 1px 0; width: 100%; }
.lab-choices .widget-hbox > * { flex: 1 1 0; min-width: 0; }
.lab-choices .widget-hbox > * + * .widget-label { width: 4em !important; padding-left: 10px; }
.lab-choices input, .lab-choices select { min-width: 0; }
.lab-groups { margin: 8px 0 4px; }
.lab-groups, .lab-groups .widget-toggle-buttons { width: 100%; }
.lab-groups > div { display: flex; flex: 1 1 100%; flex-wrap: wrap; }
.lab-groups .jupyter-button { width: auto; flex: 1 1 auto; padding: 0 4px; margin: 1px; height: 2.1em; line-height: 2.1em; font-size: .92em; }
.lab-groups .jupyter-button.mod-active { background: var(--lab-accent); color: #fff; border-color: var(--lab-accent); }
.lab-buttons .jupyter-button { flex: 1 1 0; }

.lab-lever { padding: 6px 8px 4px 10px; margin: 0 0 4px; background: #fff; border: 1px solid var(--lab-line); border-left: 4px solid var(--lab-line); border-radius: 4px; overflow: hidden; }
.lab-lever.lab-changed { border-left-color: var(--lab-accent); background: #eef5fb; }
.lab-lever .widget-inline-hbox { flex-wrap: wrap; height: auto; margin: 0; }
.lab-lever .widget-inline-hbox > .widget-label { flex: 1 1 100%; width: 100%; max-width: none; text-align: left; margin: 0; height: auto; line-height: 1.5; white-space: normal; }
.lab-lever .widget-inline-hbox > .slider-container { flex: 1 1 0; margin-left: 6px; }
.lab-lever .widget-readout { min-width: 4.2em; text-align: right; font-weight: 600; }
.lab-lever:has(.lab-lever-name) .widget-inline-hbox > .widget-label { flex: 0 0 4.6em; width: 4.6em; line-height: 2.2; color: var(--lab-quiet); }
.lab-lever > .widget-html { margin: 0; width: 100%; height: auto; }
.lab-lever .widget-html-content { width: 100%; min-width: 0; }
.lab-levers > .widget-dropdown { margin: 0 0 4px; }
.lab-levers > .widget-dropdown > .widget-label { width: 5em; text-align: left; }
.lab-lever-name { line-height: 1.5; }
body .lab-undo.jupyter-button { height: 1.8em; line-height: 1.7em; padding: 0 8px; margin: 0 0 2px; color: var(--lab-accent); border-color: var(--lab-accent); align-self: flex-start; }

.lab-clause summary { line-height: 1.6; cursor: pointer; display: flex; gap: 6px; align-items: baseline; font-size: .88em; color: var(--lab-quiet); }
.lab-clause summary::after { content: "▾"; margin-left: auto; }
.lab-clause[open] summary::after { content: "▴"; }
.lab-pinpoint { flex: 1 1 0; min-width: 0; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.lab-clause[open] .lab-pinpoint { visibility: hidden; }
.lab-clause dl { margin: 4px 0; display: grid; grid-template-columns: 4.6em 1fr; gap: 2px 8px; font-size: .88em; line-height: 1.5; overflow-wrap: anywhere; }
.lab-clause dl > :is(dt, dd) { float: none; width: auto; padding: 0; margin: 0; font-weight: 400; }
.lab-clause dt { color: var(--lab-quiet); }
.lab-badge { flex: none; padding: 0 5px; line-height: 1.45; display: inline-block; border-radius: 3px; font-size: .94em; white-space: nowrap; border: 1px solid; }
.lab-published { background: #14558f; border-color: #14558f; color: #fff; }
.lab-reported { color: #14558f; background: #fff; }
.lab-computed { color: #3d4a57; background: #fff; border-style: dashed; }
.lab-assumed { color: #7a4300; background: #fff4e0; border-style: dotted; border-color: #b46a00; }
.lab-proposed { color: #14558f; background: #eef5fb; }

.lab-results .widget-tab { width: 100%; margin-top: 2px; }
.lab-results .lm-TabBar-tab { min-width: 0; }
.lab-results table { width: 100%; font-size: .92em; }
.lab-results table.lab-years :is(th, td) { padding: 2px 0 2px 6px; font-variant-numeric: tabular-nums; }
.lab-results table.lab-texts :is(th, td) { text-align: left; vertical-align: top; overflow-wrap: anywhere; }
.lab-results table small { color: var(--lab-quiet); white-space: nowrap; }
.lab-results th { font-weight: 600; white-space: nowrap; }
.lab-quiet { color: var(--lab-quiet); padding-left: 1em; }
.lab-code.widget-textarea { flex-direction: column; height: auto !important; margin-top: 8px; }
.lab-code.widget-textarea > .widget-label { width: auto !important; text-align: left; }
.lab-code textarea { height: 17em !important; width: 100%; box-sizing: border-box; font-size: .9em; font-family: Consolas, "DejaVu Sans Mono", monospace, var(--lab-font) !important; }

.lab-command textarea { height: 4.6em !important; }

@media (max-width: 1250px) { .lab-cards { grid-template-columns: repeat(3, minmax(0, 1fr)); } }
@media print { .lab-bar { display: none !important; } }
</style>"""
