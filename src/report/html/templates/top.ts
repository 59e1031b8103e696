import { head, icon, linked } from './parts.ts';

const item = (it: string): string =>
  `<li dir="auto">${linked(`${it}.segments`)}<% if (${it}.more) { %> <a class="further" href="<%= ${it}.more.href %>"><%= ${it}.more.text %> ↓</a><% } %></li>`;

/** What a reviewer reads first, and the frame of the page. */
export const topTemplates = {
  opening: `${head("; script-src '<%= it.scriptDigest %>'")}<a class="skip" href="#requirements">Skip to the requirements</a>
<header class="top tone-<%= it.headline.tone %>">
<div class="wrap">
<p class="eyebrow">Go-live certification · Nopan payments API</p>
<p class="who" dir="auto"><b><%= it.identity.who %></b><% if (it.identity.details) { %> <span>(<%= it.identity.details %>)</span><% } %> against <b><%= it.identity.target %></b>, <span class="day"><%= it.identity.day %></span></p>
<h1>${icon('it.headline')}<span><%= it.headline.text %></span></h1>
<p class="lead"><%= it.lead %></p>
<% if (it.tally.length) { %>
<div class="bar" aria-hidden="true"><% for (const each of it.tally) { %><span class="tone-<%= each.tone %> state-<%= each.state %>" style="flex-grow:<%= each.count %>"></span><% } %></div>
<p class="tally"><% for (const each of it.tally) { %><span>${icon('each')}<span><b><%= each.count %></b> <%= each.word.toLowerCase() %><% if (each.levels) { %> <small>(<%= each.levels %>)</small><% } %></span></span><% } %></p>
<% } %>
</div>
</header>
<main class="wrap">
<dl class="identity"><% for (const [name, value] of it.identity.facts) { %><div<% if (it.identity.long.includes(name)) { %> class="long"<% } %>><dt><%= name %></dt><dd dir="auto"><%= value %></dd></div><% } %></dl>
<div class="intro">
<section id="open" class="tone-<%= it.headline.tone %>"><h2><%= it.open.title %></h2>
<% if (it.open.steps) { %><ol class="reasons"><% for (const each of it.open.items) { %>${item('each')}<% } %></ol><% } else { %><ul class="reasons"><% for (const each of it.open.items) { %>${item('each')}<% } %></ul><% } %>
<% if (it.open.further.length) { %><details class="more"><summary><%= it.open.further.length %> more</summary><ol class="reasons" start="<%= it.open.items.length + 1 %>"><% for (const each of it.open.further) { %>${item('each')}<% } %></ol></details><% } %>
<% if (it.open.notes.length) { %><details class="more notes"<% if (it.open.notes.length < 3) { %> open<% } %>><summary>For information <b><%= it.open.notes.length %></b></summary><ul class="reasons"><% for (const each of it.open.notes) { %>${item('each')}<% } %></ul></details><% } %></section>
<section id="limits"><h2>What this does not prove</h2><ul class="limits"><% for (const each of it.limits) { %><li dir="auto"><b><%= each.title %></b> <%= each.text %><% if (each.href) { %> <a href="<%= each.href %>">See them</a><% } %></li><% } %></ul></section>
</div>
<%~ include('@picture', it) %>
<% if (it.changes) { %><%~ include('@changes', it.changes) %><% } %>
<nav aria-label="Contents">
<% if (it.changes) { %><a href="#changes">Changes</a><% } %><% if (it.hasFailures) { %><a href="#failures">What failed</a><% } %><% if (it.waivers.length) { %><a href="#waivers">Waivers <b><%= it.waivers.length %></b></a><% } %><% if (it.attestations.requirements.length) { %><a href="#attestations">Attestations <b><%= it.attestations.requirements.length %></b></a><% } %><% if (it.notExercised.length) { %><a href="#not-exercised">Not exercised</a><% } %><a href="#sign-off">Sign-off</a><a href="#requirements">Requirements</a><a href="#coverage">Coverage</a><a href="#assumed">Assumed values <b><%= it.assumptions.length %></b></a><a href="#run">Run</a><a href="#scenarios">Scenarios and evidence</a>
</nav>
<% if (it.hasFailures) { %><%~ include('@causes', it) %><% } %>
<% if (it.waivers.length) { %><%~ include('@waivers', it) %><% } %>
<% if (it.attestations.requirements.length) { %><%~ include('@attestations', it.attestations) %><% } %>
<% if (it.notExercised.length) { %><%~ include('@notExercised', it) %><% } %>
<%~ include('@signOff', it) %>
<%~ include('@filter', it) %>
<section id="requirements"><h2>Requirements</h2>
<p class="hint">The source of each is a page of Nopan’s documentation: the page states it (documented), it follows from what pages state (inferred), or it is a choice where the pages are silent (assumed).</p>
<% for (const stage of it.stages) { %><%~ include('@stage', stage) %><% } %>
</section>
<section id="coverage"><h2>Coverage</h2>
<p class="hint">Counted from the exchanges and webhooks of this run, out of all that the specs define: <%= it.coverage.summary %>.</p>
<%~ include('@coverage', it.coverage) %>
</section>
<section id="assumed"><h2>Assumed values</h2>
<p class="hint">Nopan’s public pages do not state these, or this run changed them. The verdict relies on them.</p>
<%~ include('@assumptions', it) %>
<details class="profile more"><summary>All <%= it.profile.length %> settings of the wire profile</summary>
<table class="fields"><% for (const [id, value] of it.profile) { %><tr><th scope="row"><%= id %></th><td><%= value %></td></tr><% } %></table></details>
</section>
<section id="run"><h2>Run</h2><dl class="run"><% for (const [name, value] of it.facts) { %><div><dt><%= name %></dt><dd dir="auto"><%= value %></dd></div><% } %></dl></section>
<section id="scenarios"><h2>Scenarios and evidence</h2>
<p class="hint">Each scenario unfolds to its steps, and each step to the calls that it made and the webhooks that it read, as sent and as received, with secrets removed. The bars show when each took place.</p>
`,

  closing: `</section>
</main>
<footer class="wrap"><p>Made by <%= it.tool %> from the canonical result, result.json in the same folder. A scenario covers a requirement only if it was
planned, finished, passed in every step and left evidence; anything else is not a pass.</p></footer>
<script type="module"><%~ it.script %></script>
</body>
</html>
`,

  picture: `<section class="picture" aria-hidden="true"><h2>Requirements at a glance</h2><div><% for (const stage of it.stages) { %>
<p><span><%= stage.name %></span><span><% for (const each of stage.requirements) { %><a tabindex="-1" href="<%= each.href %>" title="<%= each.id %>: <%= each.title %> (<%= each.badge.word.toLowerCase() %>)">${icon('each.badge')}</a><% } %></span></p><% } %>
</div></section>
`,

  changes: `<section id="changes"><h2>Changes since the earlier run</h2>
<p class="hint">The earlier run: <%= it.since %>. <%= it.partial %></p>
<% if (it.rows.length) { %><dl class="run"><% for (const row of it.rows) { %><div><dt class="tone-<%= row.tone %>"><%= row.title %> <b><%= row.count %></b></dt><dd dir="auto"><% for (const [place, each] of row.items.entries()) { %><% if (place) { %>, <% } %>${linked('each')}<% } %><% if (row.more) { %> and <%= row.more %> more (result.json)<% } %></dd></div><% } %></dl><% } else { %><p>Nothing changed.</p><% } %>
</section>
`,

  filter: `<form id="filter" class="filter" role="search" aria-label="Filter requirements and scenarios" hidden>
<label class="find">Search <input type="search" name="text" autocomplete="off" placeholder="name, id, tag or file"></label>
<label>Stage <select name="stage"><option value="">all</option><% for (const stage of it.stages) { %><option value="<%= stage.stage %>"><%= stage.name %></option><% } %></select></label>
<fieldset><legend>State</legend><% for (const each of it.states) { %><label><input type="checkbox" name="state" value="<%= each.state %>">${icon('each')}<%= each.word %></label><% } %></fieldset>
<output aria-live="polite"></output><button type="reset" hidden>Show all</button>
</form>
`,
} as const;
