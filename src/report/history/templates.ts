import { templates as parts } from '../html/templates.ts';
import { head } from '../html/templates/parts.ts';

/** The parts of the history's page, as Eta templates: `<%= %>` is escaped, `<%~ %>` holds only other parts. */
export const templates = {
  icon: parts.icon,
  badge: parts.badge,

  page: `${head()}<header class="top tone-quiet"><div class="wrap">
<p class="eyebrow">Go-live certification · Nopan payments API</p>
<h1><%= it.title %></h1>
<p class="lead"><%= it.lead %></p>
</div></header>
<main class="wrap">
<% if (it.unreadable.length) { %><div class="note"><b>Left out: not results of this version</b><ul><% for (const file of it.unreadable) { %><li class="mono" dir="auto"><%= file %></li><% } %></ul></div><% } %>
<% for (const target of it.targets) { %><section><h2 dir="auto"><%= target.name %></h2>
<p class="hint"><%= target.description %></p>
<%~ include('@bars', { ...target.bars, description: target.description }) %>
<% if (target.lines.length) { %><%~ include('@lines', { lines: target.lines, size: it.lineSize }) %><% } %>
<%~ include('@runs', target) %></section><% } %>
</main>
</body>
</html>
`,

  bars: `<svg class="bars" viewBox="0 0 <%= it.width %> <%= it.height %>" role="img" aria-label="Requirements, a bar for each run. <%= it.description %>">
<% for (const bar of it.bars) { %><g><title><%= bar.title %></title>
<% if (it.icon) { %><use href="#icon-<%= bar.verdict.state %>" class="icon tone-<%= bar.verdict.tone %>" x="<%= bar.x %>" y="2" width="<%= it.icon %>" height="<%= it.icon %>"/><% } %>
<% for (const part of bar.parts) { %><rect class="tone-<%= part.tone %> state-<%= part.state %>" x="<%= bar.x %>" y="<%= part.y %>" width="<%= bar.width %>" height="<%= part.height %>"/><% } %></g>
<% } %></svg>
<p class="tally"><% for (const each of it.legend) { %><span><%~ include('@icon', each) %><%= each.word.toLowerCase() %></span><% } %><small>requirements</small></p>
`,

  lines: `<table class="lines"><caption>How long calls took <small>medians, drawn from zero</small></caption>
<thead><tr><th scope="col">Operation</th><th scope="col">Over the runs</th><th scope="col">First</th><th scope="col">Last</th><th scope="col">Highest</th></tr></thead>
<tbody><% for (const line of it.lines) { %><tr><th scope="row" class="mono"><%= line.operation %></th>
<td><svg class="curve" viewBox="0 0 <%= it.size.width %> <%= it.size.height %>" aria-hidden="true"><% for (const points of line.segments) { %><polyline points="<%= points %>"/><% } %></svg></td>
<td><%= line.first %></td><td><%= line.last %></td><td><%= line.highest %></td></tr><% } %></tbody></table>
`,

  runs: `<table class="runs"><caption>Runs <small>the newest first</small></caption>
<thead><tr><th scope="col">Started</th><th scope="col">Verdict</th><th scope="col">Requirements</th><th scope="col">Scenarios</th><th scope="col">Result</th></tr></thead>
<tbody><% for (const run of it.runs) { %><tr><td><%= run.time %></td><td><%~ include('@badge', run.badge) %></td><td><%= run.requirements %></td><td><%= run.scenarios %></td>
<td class="mono" dir="auto"><%= run.file %><% if (run.selection) { %><br><small>selected by <%= run.selection %></small><% } %></td></tr><% } %></tbody></table>
`,
} as const;
