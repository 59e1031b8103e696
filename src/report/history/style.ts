import { style as reportStyle } from '../html/style.ts';

/** The report's style sheet, and what only the history shows. */
export const style = `${reportStyle}
.bars { display: block; width: 100%; height: auto; border-bottom: 1px solid var(--line); }
.bars rect { fill: var(--tone); } .bars g:hover rect { opacity: .7; }
.bars .state-SKIPPED, .bars .state-NOT_RUN, .bars .state-INTERRUPTED, .bars .state-OPEN, .bars .state-NOT_TESTABLE, .bars .state-NOT_APPLICABLE { fill: var(--tint); stroke: var(--tone); stroke-width: .75; }
.bars + .tally { margin-top: .625rem; }
.curve { display: block; width: 15rem; max-width: 100%; height: auto; }
.curve polyline { fill: none; stroke: var(--link); stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
.lines td, .runs td { font-size: .8125rem; font-variant-numeric: tabular-nums; }
.runs .badge { white-space: normal; }
.lines th[scope=row] { font-weight: 500; }
.note ul { margin: .5rem 0 0; padding-left: 1.1rem; }
@media (max-width: 40rem) {
  .runs thead, .lines thead { display: none; }
  .runs tr, .lines tr { display: block; border-top: 1px solid var(--line); padding: .5rem 0; }
  .runs td, .lines td, .lines th[scope=row] { display: block; border: 0; padding: 0; }
  .lines td:nth-child(n+3) { display: inline-block; margin-right: 1rem; }
  .lines td:nth-child(3)::before { content: "first "; } .lines td:nth-child(4)::before { content: "last "; } .lines td:nth-child(5)::before { content: "highest "; }
}
`;
