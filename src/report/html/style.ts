import { narrow, printed, review } from './style-review.ts';

/** The page's style sheet: system fonts, light and dark, narrow and printed. */
export const style = `
:root {
  --paper: #fcfcfa; --raised: #ffffff; --sunk: #f3f3ef; --ink: #1c1e22; --soft: #5a5f69; --line: #e0e0da;
  --good: #166a3c; --bad: #b3261e; --warn: #8a5600; --quiet: #5f6570;
  --good-tint: #eaf4ed; --bad-tint: #fbeceb; --warn-tint: #faf2e1; --quiet-tint: #f0f1f2; --link: #1f4fa3;
  --sans: -apple-system, "Segoe UI", Roboto, Inter, "Noto Sans", "Liberation Sans", system-ui, Arial, sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) { :root {
  --paper: #15171b; --raised: #1b1e23; --sunk: #20242a; --ink: #e7e8ea; --soft: #a3a8b2; --line: #31353d;
  --good: #79cf9c; --bad: #ff9a90; --warn: #ecbd6c; --quiet: #a3a8b2;
  --good-tint: #16281e; --bad-tint: #331c1b; --warn-tint: #2e2515; --quiet-tint: #23262c; --link: #9dbcff;
} }
* { box-sizing: border-box; }
html { color-scheme: light dark; -webkit-text-size-adjust: 100%; scroll-padding-top: 4.5rem; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 var(--sans); overflow-wrap: anywhere; }
.wrap { max-width: 70rem; margin: 0 auto; padding: 0 1.5rem; }
h1, h2, h3, h4, h5, p, dl, dd, ol, ul, pre, table { margin: 0; }
h2 { font-size: 1.5rem; line-height: 1.25; font-weight: 650; letter-spacing: -0.01em; margin: 3.5rem 0 1rem; }
h3 { font-size: 1.1rem; line-height: 1.35; font-weight: 650; }
h4, h5 { font-size: .8125rem; font-weight: 650; color: var(--soft); margin: 0 0 .3rem; }
h5 { margin-top: 1rem; }
small { font-size: .8125rem; color: var(--soft); font-weight: 400; }
a { color: var(--link); text-underline-offset: .15em; }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 4px; }
.mono, pre, .id, .fields, .assumptions th[scope=row] { font-family: var(--mono); font-size: .8125rem; }
.tone-good { --tone: var(--good); --tint: var(--good-tint); }
.tone-bad { --tone: var(--bad); --tint: var(--bad-tint); }
.tone-warn { --tone: var(--warn); --tint: var(--warn-tint); }
.tone-quiet { --tone: var(--quiet); --tint: var(--quiet-tint); }
.icons { position: absolute; width: 0; height: 0; }
.icon { width: 1em; height: 1em; flex: none; fill: var(--tone); overflow: visible; vertical-align: -.125em; }
.cut { fill: none; stroke: var(--paper); stroke-width: 1.7; stroke-linecap: round; stroke-linejoin: round; }
.line { fill: none; stroke: var(--tone); stroke-width: 1.5; stroke-linecap: round; }
.dashed { stroke-dasharray: 2.4 2.7; }
.badge { color: var(--tone); font-weight: 600; font-size: .875rem; white-space: nowrap; } .badge .icon { margin-right: .45em; }

.top { background: var(--tint); border-bottom: 1px solid var(--line); border-top: .375rem solid var(--tone); padding: 1.75rem 0 1.5rem; }
.eyebrow { color: var(--soft); font-size: .9375rem; }
h1 { font-size: clamp(1.75rem, 1.4rem + 1.6vw, 2.5rem); line-height: 1.15; font-weight: 700; letter-spacing: -0.025em; color: var(--tone); display: flex; align-items: baseline; gap: .4em; margin: .5rem 0 .75rem; }
h1 .icon { width: .78em; height: .78em; } h1 .icon .cut, .top .cut { stroke: var(--tint); }
.lead { font-size: 1.0625rem; max-width: 46rem; }
.bar { display: flex; gap: 3px; height: .625rem; margin: 1rem 0 .625rem; }
.bar span { background: var(--tone); min-width: .375rem; border-radius: 2px; }
.bar .state-SKIPPED, .bar .state-NOT_RUN, .bar .state-INTERRUPTED, .bar .state-OPEN, .bar .state-NOT_TESTABLE, .bar .state-NOT_APPLICABLE { background: none; border: 1.5px solid var(--tone); }
.bar .state-NOT_RUN, .bar .state-OPEN { border-style: dashed; }
.tally { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font-size: .9375rem; }
.tally span { display: inline-flex; align-items: center; gap: .4em; }
.intro { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 3fr); gap: 0 3rem; margin-top: 1.75rem; }
.intro h2 { font-size: 1.1rem; margin: 0 0 .5rem; }
.reasons { padding: 0 0 0 1.1rem; }
.reasons li { padding: .1875rem 0; unicode-bidi: isolate; }
.reasons li::marker { color: var(--tone); }

.note { background: var(--sunk); border: 1px solid var(--line); border-radius: 6px; padding: .75rem 1rem; margin-top: 1.75rem; }
.run div { display: grid; grid-template-columns: 12rem minmax(0, 1fr); gap: .75rem; padding: .1875rem 0; font-size: .9375rem; } .run dt { font-size: inherit; }
dt { font-size: .8125rem; color: var(--soft); }
dd { unicode-bidi: isolate; }
.exchange > dl { display: grid; gap: .5rem 1.25rem; margin: .75rem 0; grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr)); }
.exchange dd { font: .8125rem/1.45 var(--mono); }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin-top: 1.5rem; padding: .75rem 0; border: solid var(--line); border-width: 1px 0; }
nav b, .tally b, .time { font-variant-numeric: tabular-nums; }
.hint { color: var(--soft); max-width: 46rem; margin-bottom: 1rem; }

.failure { background: var(--raised); border: 1px solid var(--line); border-radius: 8px; padding: 1.25rem 1.5rem 1rem; margin-bottom: 1.25rem; }
.failure > header { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem .875rem; }
.failure > header h3 { flex: 1 1 18rem; }
.failure .cut { stroke: var(--raised); }
.message { margin-top: .75rem; font-size: 1.0625rem; }
.where { color: var(--soft); margin-top: .25rem; } .where q { color: var(--ink); }
.compare { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 1rem; margin-top: 1rem; }
pre { white-space: pre-wrap; background: var(--sunk); border-radius: 6px; padding: .625rem .75rem; line-height: 1.5; unicode-bidi: plaintext; tab-size: 2; }
.frame { white-space: pre; overflow-x: auto; margin-top: 1rem; }
.compare pre { border-left: 3px solid var(--line); border-radius: 0 6px 6px 0; }
.compare .actual pre { border-left-color: var(--tone); background: var(--tint); }
.advice, .repeat { margin-top: 1rem; }
.advice p { max-width: 46rem; }
.command { user-select: all; } .command::before { content: "$ "; color: var(--soft); user-select: none; }
.meta { color: var(--soft); font-size: .875rem; margin-top: .5rem; }
.failure > .meta { margin-top: 1rem; padding-top: .75rem; border-top: 1px solid var(--line); }
.meta b { color: var(--ink); font-weight: 600; }

table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); }
thead th { font-size: .8125rem; font-weight: 600; color: var(--soft); padding-bottom: .3rem; }
caption { text-align: left; font-size: 1.1rem; font-weight: 650; padding: 1.5rem 0 .5rem; }
caption small { margin-left: .5rem; }
.group h3 { margin: 2rem 0 .5rem; } .group h3 small { margin-left: .5rem; } .feature > h3 small { font-family: var(--mono); }
.requirement { border-top: 1px solid var(--line); padding: .5rem 0 .5rem 11.5rem; scroll-margin-top: 5rem; }
.requirement > header { display: flex; align-items: baseline; gap: .75rem; margin-left: -11.5rem; }
.requirement > header > .badge { flex: 0 0 10.75rem; }
.requirement h4 { flex: 1; font: inherit; color: inherit; margin: 0; }
.requirement:target, .requirement:target > header { background: var(--tint); }
.requirement .level { flex: 0 0 4rem; text-align: right; } .requirement .meta { margin-top: .125rem; }
.shows > summary { font-size: .875rem; color: var(--soft); width: max-content; }
.shows ul { list-style: none; padding: .25rem 0 .25rem 1.1rem; font-size: .9375rem; } .shows li { display: flex; gap: .5rem; align-items: baseline; padding: .0625rem 0; } .shows .icon { position: relative; top: .125em; } .shows em { color: var(--soft); font-style: normal; font-size: .8125rem; }
span.id, a.id[href^="#requirement-"] { white-space: nowrap; } a.id { text-decoration: none; } a.id:hover { text-decoration: underline; }
.reason { color: var(--tone); font-size: .9375rem; }
.level { font-size: .8125rem; } .level-MUST { font-weight: 650; } .level-MAY, .level-SHOULD { color: var(--soft); }
.meta.source { font-size: .8125rem; }
.status-assumed, .open { color: var(--warn); font-weight: 600; } .status-inferred { font-style: italic; }

.picture h2 { font-size: 1.1rem; margin: 1.75rem 0 .5rem; }
.picture p { display: flex; gap: .75rem; align-items: baseline; } .picture p > span:first-child { flex: 0 0 7rem; font-size: .9375rem; color: var(--soft); }
.picture p > span:last-child { display: flex; flex-wrap: wrap; gap: .1875rem; padding: .1875rem 0; }
.picture a { display: block; line-height: 1; font-size: 1.0625rem; border-radius: 3px; } .picture a:hover { background: var(--sunk); outline: 2px solid var(--line); }
.groups > div, .chips > div { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: .25rem 1.5rem; padding: .5rem 0; border-top: 1px solid var(--line); }
.groups dt, .chips dt { font-size: .9375rem; color: var(--ink); } .groups dd { display: flex; flex-wrap: wrap; gap: .125rem .75rem; }
.wide { overflow-x: auto; }

.filter { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; align-items: center; background: var(--paper); border-bottom: 1px solid var(--line); padding: .75rem 0; margin-top: 2.5rem; font-size: .9375rem; }
.filter[hidden], .filter [hidden] { display: none; }
.filter input[type=search], .filter select, .filter button { font: inherit; color: inherit; background: var(--raised); border: 1px solid var(--quiet); border-radius: 6px; padding: .3125rem .625rem; max-width: 100%; }
.filter .find { flex: 1 1 16rem; display: flex; gap: .5rem; align-items: baseline; } .filter .find input { flex: 1; min-width: 8rem; }
.filter fieldset { border: 0; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem .875rem; } .filter legend { float: left; margin-right: .75rem; padding: 0; }
.filter fieldset label { display: inline-flex; gap: .3125rem; align-items: center; } .filter output { color: var(--soft); font-variant-numeric: tabular-nums; }
.filter :focus-visible, .skip:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; } .skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem 1rem; z-index: 2; }
[hidden] { display: none; }
.assumptions th:nth-child(1) { width: 17rem; } .assumptions th:nth-child(2) { width: 15rem; } .assumptions th:nth-child(3) { width: 6rem; }
.assumptions th[scope=row] { font-weight: 500; }

.heat caption { white-space: nowrap; }
.heat { overflow-wrap: normal; width: auto; border-collapse: separate; border-spacing: 2px; }
.heat th, .heat td { padding: .1875rem .625rem; font-size: .8125rem; border: 0; } .heat thead th { font-family: var(--mono); font-weight: 500; text-align: center; } .heat thead th:first-child, .heat thead th:last-child { text-align: left; font-family: inherit; }
.heat tbody td { text-align: center; min-width: 2.75rem; background: var(--sunk); border-radius: 3px; font-variant-numeric: tabular-nums; } .heat th[scope=row] { font: 500 .8125rem/1.55 var(--mono); white-space: nowrap; }
.heat tbody td.unseen { background: none; text-align: left; color: var(--warn); white-space: nowrap; }
.heat .heat-1 { background: color-mix(in srgb, var(--link) 12%, var(--raised)); } .heat .heat-2 { background: color-mix(in srgb, var(--link) 24%, var(--raised)); } .heat .heat-3 { background: color-mix(in srgb, var(--link) 36%, var(--raised)); } .heat .heat-4 { background: color-mix(in srgb, var(--link) 48%, var(--raised)); }
.chips { margin-top: 1.5rem; } .chips > div { grid-template-columns: 15rem minmax(0, 1fr); } .chips dd { display: flex; flex-wrap: wrap; gap: .25rem .375rem; }
.chip { font: .8125rem/1.5 var(--mono); border: 1px solid var(--line); border-radius: 4px; padding: 0 .4375rem; background: var(--raised); } .chip.unseen { border-style: dashed; color: var(--warn); background: none; } .chip small { font-family: var(--sans); font-variant-numeric: tabular-nums; } .chip.unseen small { color: inherit; }

summary { cursor: pointer; }
summary::marker { color: var(--soft); }
.scenario { border-top: 1px solid var(--line); padding: .5rem 0; scroll-margin-top: 5rem; content-visibility: auto; contain-intrinsic-size: auto 2.5rem; }
.scenario > summary { list-style: none; display: flex; align-items: baseline; gap: .75rem; }
.scenario > summary::-webkit-details-marker { display: none; }
.scenario > summary::before, .exchange > summary::before { content: "▸"; color: var(--soft); } .scenario[open] > summary::before, .exchange[open] > summary::before { content: "▾"; }
.scenario > summary::before { flex: 0 0 .75rem; }
.scenario > summary .badge { flex: 0 0 8rem; }
.scenario > summary .name { flex: 1; unicode-bidi: isolate; }
.scenario > summary:hover .name { text-decoration: underline; text-decoration-color: var(--line); text-underline-offset: .2em; }
.scenario[open] > summary .name { font-weight: 650; }
.scenario:target > summary, .exchange:target > summary { background: var(--tint); }
.scenario > .meta a.mono { color: inherit; }
.packed::before { content: "The details are packed into this page and unfold where its script may run. result.json has them as well."; color: var(--soft); }
.side { display: inline-flex; flex-wrap: wrap; justify-content: flex-end; gap: .125rem .75rem; color: var(--soft); }
.time { color: var(--soft); font-size: .8125rem; min-width: 4rem; text-align: right; white-space: nowrap; }
.scenario > .meta, .scenario > .reason, .packed, .steps, .scenario > .failed { margin-left: 10.25rem; }
.steps { list-style: none; padding: 0; margin-top: .5rem; margin-bottom: 1rem; }
.step { display: flex; align-items: baseline; gap: .6rem; padding: .1875rem 0; } .step > .icon { position: relative; top: .125em; }
.step > span[dir] { flex: 1; unicode-bidi: isolate; }
.step em { font-style: normal; color: var(--soft); font-size: .8125rem; }
.step b { font-weight: 600; color: var(--soft); }
.exchange { margin: .25rem 0 .5rem 1.6rem; border: 1px solid var(--line); border-radius: 6px; background: var(--raised); }
.exchange > summary { display: flex; flex-wrap: wrap; align-items: baseline; gap: .125rem .75rem; padding: .375rem .75rem; font: .8125rem/1.6 var(--mono); list-style: none; }
.exchange > summary::-webkit-details-marker { display: none; }
.exchange > summary .target { flex: 1 1 12rem; } .exchange > summary .time { min-width: 0; }
.exchange > dl, .exchange > .sides { padding: 0 .75rem .75rem; }
.code { font-weight: 650; color: var(--tone); } .code.tone-quiet { color: var(--ink); }
.tampering { color: var(--warn); }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); gap: 1.25rem; }
.sides > section { min-width: 0; }
.http p { font: .8125rem/1.5 var(--mono); padding-left: 1.5rem; text-indent: -1.5rem; unicode-bidi: plaintext; } .http b { font-weight: 650; } .http i { font-style: normal; color: var(--soft); } .http pre { margin-top: .5rem; }
.pause { color: var(--soft); font-size: .8125rem; margin: .5rem 0 .25rem 1.6rem; } .pause::before { content: "⋮ "; }
.span { display: none; flex: 0 0 8rem; height: .75em; align-self: center; position: relative; background: var(--sunk); border-radius: 2px; } .timed .span { display: block; }
.span i { position: absolute; top: 0; bottom: 0; min-width: 3px; max-width: 100%; background: var(--link); border-radius: 2px; }
.problem { color: var(--bad); }
.fields th, .fields td { padding: .1875rem .75rem .1875rem 0; line-height: 1.45; font-weight: 400; unicode-bidi: plaintext; }
.fields th { width: 9.5rem; color: var(--soft); }
.base { border-left: 3px solid var(--link); border-radius: 0 6px 6px 0; }
.profile { margin-top: 1.5rem; } .profile .fields { margin-top: .5rem; } .profile .fields th { width: 18rem; }
footer { margin: 4rem auto 3rem; color: var(--soft); font-size: .875rem; } footer p { border-top: 1px solid var(--line); padding-top: 1rem; max-width: none; }

${review}
@media screen and (max-width: 46rem) {
${narrow}
  .wrap { padding: 0 1rem; }
  .top { padding: 1.75rem 0; }
  .assumptions, .assumptions tbody, .assumptions tr, .assumptions td, .assumptions th[scope=row] { display: block; width: auto; border: 0; padding: 0; }
  .assumptions thead { display: none; } .assumptions tr { border-top: 1px solid var(--line); padding: .75rem 0; }
  .requirement { padding-left: 0; } .requirement > header { flex-wrap: wrap; margin-left: 0; gap: .125rem .75rem; } .requirement h4 { flex: 1 0 100%; order: 2; } .requirement > header > .badge { flex: 1; } .requirement .level { flex: none; }
  .groups > div, .chips > div { grid-template-columns: 1fr; } .picture p { display: block; } .filter { position: static; } .timed .span { flex: 1 0 100%; }
  .intro { grid-template-columns: 1fr; gap: 1.75rem; }
  .failure { padding: 1rem; }
  .scenario > summary { flex-wrap: wrap; gap: .125rem .75rem; } .scenario > summary .name { flex: 1 0 100%; order: 2; } .side { margin-left: auto; }
  .scenario > .meta, .scenario > .reason, .packed, .steps, .scenario > .failed { margin-left: 0; }
  .exchange { margin-left: 0; }
  .fields th, .fields td { display: block; width: auto; border: 0; padding: 0; } .fields tr { display: block; padding: .25rem 0; border-bottom: 1px solid var(--line); }
}
@media print {
${printed}
  @page { margin: 16mm 14mm; }
  :root { --paper: #fff; --raised: #fff; --sunk: #f5f5f3; }
  html { font-size: 10pt; color-scheme: light; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  nav, .hint, .filter, .skip, .packed, .scenario > summary::before { display: none; }
  .scenario { content-visibility: visible; }
  .top { padding: 1rem 0; } .wrap { padding: 0; max-width: none; } .top .wrap { padding: 0 5mm; }
  h2 { margin-top: 2rem; }
  .compare, .advice, .repeat, tr, .step, h3 { break-inside: avoid; } .failure > header, .message { break-after: avoid; } h2, h3, caption, thead { break-after: avoid; }
  .scenario::details-content { content-visibility: visible; block-size: auto; }
  a { color: inherit; text-decoration: none; }
}
`;
