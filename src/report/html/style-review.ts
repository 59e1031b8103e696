/** What a reviewer reads first: identity, what is open, causes, tables, sign-off. */
export const review = `
.who { font-size: 1.125rem; margin-top: .375rem; } .who span { color: var(--soft); } .who .day { color: inherit; white-space: nowrap; }
.tally small { color: inherit; } .tally > span { align-items: baseline; } .tally .icon { align-self: center; }
.identity { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 22rem), 1fr)); gap: .25rem 2rem; padding: 1.25rem 0; border-bottom: 1px solid var(--line); }
.identity div { display: grid; grid-template-columns: 10rem minmax(0, 1fr); gap: .75rem; align-items: baseline; } .identity dt { font-size: .9375rem; } .identity dd { font-size: .9375rem; line-height: 1.5; } .identity .long { grid-column: 1 / -1; }
.reasons li { padding-left: .25rem; } ol.reasons { padding-left: 1.5rem; } ol.reasons li::marker { font-weight: 650; font-variant-numeric: tabular-nums; }
.intro > section { min-width: 0; }
.further { white-space: nowrap; font-size: .875rem; }
.limits { list-style: none; padding: 0; font-size: .9375rem; line-height: 1.5; } .limits li { padding: .3125rem 0 .3125rem .875rem; border-left: 3px solid var(--line); margin-bottom: .5rem; }
.more > summary { color: var(--soft); font-size: .9375rem; width: max-content; max-width: 100%; margin-top: .375rem; } .notes { margin-top: .75rem; } .notes .reasons { font-size: .9375rem; }
.repeat { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 1rem; } .more.causes > summary { margin: 1.5rem 0 1rem; font-size: 1.0625rem; }
.failure { scroll-margin-top: 5rem; } .failure:target { border-color: var(--tone); }
.failure > header .number { color: var(--soft); font-size: .875rem; } .failure > header .counts { color: var(--tone); font-weight: 600; font-size: .875rem; } .counts .icon { margin-right: .45em; }
.failure > header h3 { flex: 1 0 100%; margin-top: .25rem; }
.call { display: flex; flex-wrap: wrap; gap: 0 1rem; font: .875rem/1.6 var(--mono); margin-top: .5rem; } .call span { color: var(--soft); } .call .code { color: var(--tone); } .call b { color: var(--ink); font-weight: 600; } .call a b { color: inherit; }
.command span { display: inline-block; max-width: 100%; }
.setting { margin-top: .25rem; font-weight: 600; }
.covered { font-size: .9375rem; margin-top: .75rem; color: var(--soft); line-height: 1.7; }
.failed { margin: .25rem 0 .75rem 1.6rem; padding: .25rem 0 .25rem 1rem; border-left: 3px solid var(--tone); } .failed .message { margin: 0; font-size: 1rem; } .failed .compare { margin-top: .5rem; gap: .75rem; }
.plain { list-style: none; padding: 0; margin-top: .5rem; }
td .badge { white-space: normal; } .stacked { overflow-wrap: break-word; } .stacked .day { white-space: nowrap; } .stacked td, .stacked th { padding-right: 1.25rem; } .stacked td:last-child { padding-right: 0; }
.stacked { table-layout: fixed; }
.waivers th:nth-child(1) { width: 12%; } .waivers th:nth-child(2) { width: 24%; } .waivers th:nth-child(3) { width: 16%; } .waivers th:nth-child(5) { width: 14%; } .waivers th:nth-child(6) { width: 7rem; }
.attestations th:nth-child(1) { width: 8.5rem; } .attestations th:nth-child(2) { width: 5.5rem; } .attestations th:nth-child(3) { width: 27%; } .attestations th:nth-child(5) { width: 22%; }
.nobody { color: var(--warn); font-weight: 600; }
.groups dd { gap: .125rem 1rem; align-content: start; } .groups dt .badge { display: block; } .groups dt a { font: inherit; } .groups .level { color: var(--soft); font-weight: 400; font-size: .75rem; }
.decided { display: flex; gap: .5rem; align-items: baseline; } .decided .icon { position: relative; top: .125em; }
.sign-off dl { display: grid; grid-template-columns: 1fr 1fr; gap: 1.25rem 2rem; border: 1px solid var(--line); border-radius: 8px; background: var(--raised); padding: 1.25rem 1.5rem 1.5rem; margin-top: 1rem; }
.sign-off dl div { display: flex; align-items: end; gap: .75rem; min-height: 2.5rem; } .sign-off dt { flex: 0 0 5rem; } .sign-off dd { flex: 1; border-bottom: 1px solid var(--soft); align-self: stretch; }
.sign-off .decision, .sign-off .remarks { grid-column: 1 / -1; } .sign-off .decision dd { border: 0; display: flex; flex-wrap: wrap; gap: .25rem 1.75rem; align-items: end; } .sign-off .decision { align-items: end; }
.sign-off .remarks { align-items: start; min-height: 6.5rem; } .sign-off .remarks dd { border: 0; background: repeating-linear-gradient(transparent 0 calc(2rem - 1px), var(--soft) calc(2rem - 1px) 2rem); min-height: 6rem; }
`;

/** The same on a narrow screen: tables become lists, each value under its name. */
export const narrow = `
  .stacked, .stacked tbody, .stacked tr, .stacked td { display: block; width: auto; border: 0; padding: 0; } .stacked thead { display: none; }
  .stacked tr { border-top: 1px solid var(--line); padding: .75rem 0; } .stacked td { position: relative; padding: .0625rem 0 .0625rem 7rem; } .stacked td::before { content: attr(data-name); position: absolute; left: 0; color: var(--soft); font-size: .8125rem; }
  .sign-off dl { grid-template-columns: 1fr; padding: 1rem; } .failed { margin-left: 0; } .run div, .identity div { grid-template-columns: 8rem minmax(0, 1fr); }
`;

/** The same on paper: what is folded is printed. */
export const printed = `
  .more::details-content { content-visibility: visible; block-size: auto; } .more > summary { list-style: none; }
  .sign-off { break-inside: avoid; } .identity, .intro { break-inside: auto; }
`;
