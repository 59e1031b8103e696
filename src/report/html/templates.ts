/** The parts of the page, as Eta templates. What stands in <%= %> is escaped; <%~ %> holds only other parts. */
export const templates = {
  icon: `<svg class="icon tone-<%= it.tone %>" aria-hidden="true"><use href="#icon-<%= it.state %>"/></svg>`,

  badge: `<span class="badge tone-<%= it.tone %>"><%~ include('@icon', it) %><%= it.word %></span>`,

  page: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title><%= it.title %></title>
<style><%~ it.style %></style>
</head>
<body>
<%~ it.icons %>
<header class="top tone-<%= it.verdict.tone %>">
<div class="wrap">
<p class="eyebrow">Go-live certification · Nopan payments API</p>
<h1><%~ include('@icon', { tone: it.verdict.tone, state: it.verdict.icon }) %><%= it.verdict.word %></h1>
<p class="lead"><%= it.lead %></p>
<% if (it.tally.length) { %>
<div class="bar" aria-hidden="true"><% for (const each of it.tally) { %><span class="tone-<%= each.tone %> state-<%= each.state %>" style="flex-grow:<%= each.count %>"></span><% } %></div>
<p class="tally"><% for (const each of it.tally) { %><span><%~ include('@icon', each) %><b><%= each.count %></b> <%= each.word.toLowerCase() %></span><% } %></p>
<% } %>
</div>
</header>
<main class="wrap">
<% if (it.note) { %><p class="note"><b>Unofficial target.</b> <%= it.note %></p><% } %>
<div class="intro">
<section class="tone-<%= it.verdict.tone %>"><h2>Why</h2><ul class="reasons"><% for (const reason of it.reasons) { %><li dir="auto"><%= reason %></li><% } %></ul>
<% if (it.assumptions.length) { %><p class="meta">Relies on <a href="#assumed"><%= it.assumptions.length %> values</a> that Nopan’s public pages do not state, or that were changed for this run.</p><% } %></section>
<section><h2>Run</h2><dl class="run"><% for (const [name, value] of it.facts) { %><div><dt><%= name %></dt><dd dir="auto"><%= value %></dd></div><% } %></dl></section>
</div>
<nav aria-label="Contents">
<% if (it.failures.length + it.faults.length) { %><a href="#failures">Failures <b><%= it.failures.length + it.faults.length %></b></a><% } %>
<% if (it.waivers.length) { %><a href="#waivers">Waivers <b><%= it.waivers.length %></b></a><% } %><a href="#requirements">Requirements</a><a href="#scenarios">Scenarios and evidence</a><a href="#coverage">Coverage</a><a href="#assumed">Assumed values <b><%= it.assumptions.length %></b></a>
</nav>
<% if (it.waivers.length) { %>
<section id="waivers"><h2>Waivers</h2>
<p class="hint">Somebody answers for these requirements, so that they do not decide on the verdict while the waiver holds. One that expired or matches nothing fails the run.</p>
<%~ include('@waivers', it) %>
</section>
<% } %>
<% if (it.failures.length + it.faults.length) { %>
<section id="failures"><h2>What to act on</h2>
<% for (const fault of it.faults) { %><article class="failure tone-bad"><header><h3 dir="auto"><%= fault.message %></h3></header>
<%~ include('@failure', fault) %></article><% } %>
<% for (const each of it.failures) { %><%~ include('@failedScenario', each) %><% } %>
</section>
<% } %>
<section id="requirements"><h2>Requirements</h2>
<p class="hint">Each is linked to the scenarios that show it, by number. Its source is a page of Nopan’s documentation: the page states it (documented), it is a reading of neighbouring evidence (inferred), or a choice where the pages are silent (assumed).</p>
<% for (const stage of it.stages) { %><%~ include('@stage', stage) %><% } %>
</section>
<section id="scenarios"><h2>Scenarios and evidence</h2>
<p class="hint">Each scenario holds its steps, and each step the exchanges that it made: as sent and as received, with secrets removed.</p>
<% for (const feature of it.features) { %>
<h3 class="feature" dir="auto"><%= feature.name %> <small><%= feature.uri %></small></h3>
<% for (const scenario of feature.scenarios) { %><%~ include('@scenario', scenario) %><% } %>
<% } %>
</section>
<section id="coverage"><h2>Coverage</h2>
<p class="hint">Counted from the exchanges and webhooks of this run, beside all that the specs know: <%= it.coverage.summary %>.</p>
<%~ include('@coverage', it.coverage) %>
</section>
<section id="assumed"><h2>Assumed values</h2>
<p class="hint">Nopan’s public pages leave these open, or this run changed them. The verdict relies on them.</p>
<%~ include('@assumptions', it) %>
<details class="profile"><summary>All <%= it.profile.length %> settings of the wire profile</summary>
<table class="fields"><% for (const [id, value] of it.profile) { %><tr><th scope="row"><%= id %></th><td><%= value %></td></tr><% } %></table></details>
</section>
</main>
<footer class="wrap"><p>Made by <%= it.tool %> from the canonical result, which stands beside this page as result.json. A requirement is shown only by a scenario that was
planned, finished, passed in every step and left evidence; whatever else happened is not a pass.</p></footer>
</body>
</html>
`,

  failedScenario: `<article class="failure tone-<%= it.badge.tone %>">
<header><%~ include('@badge', it.badge) %><h3 dir="auto"><%= it.name %></h3>
<p class="ids"><% for (const id of it.requirements) { %><a class="id" href="#requirement-<%= id %>"><%= id %></a><% } %></p></header>
<% if (it.waivedBy) { %><p class="meta"><a href="#waivers">Waived</a> by <%= it.waivedBy %></p><% } %>
<p class="message" dir="auto"><%= it.failure.message %></p>
<%~ include('@failure', it.failure) %>
<p class="meta">To act: <b><%= it.failure.actor %></b> · <%= it.failure.code %> · <a href="#<%= it.anchor %>"><%= it.evidence %> on record</a></p>
</article>
`,

  failure: `<% const { step, where, expected, actual, advice, repeat, replay } = it; %>
<% if (step || where) { %><p class="where"><% if (step) { %>At the step <q dir="auto"><%= step %></q><% } %><% if (where) { %> <span class="mono"><%= where %></span><% } %></p><% } %>
<% if (expected !== undefined || actual !== undefined) { %><div class="compare">
<% if (expected !== undefined) { %><div><h4>Expected</h4><pre dir="auto"><%= expected %></pre></div><% } %>
<% if (actual !== undefined) { %><div class="actual"><h4>Actual</h4><pre dir="auto"><%= actual %></pre></div><% } %>
</div><% } %>
<% if (advice) { %><div class="advice"><h4>What to do</h4><p dir="auto"><%= advice %></p></div><% } %>
<% if (repeat) { %><div class="repeat"><h4>Repeat just this case</h4><pre class="command"><%= repeat %></pre><% if (replay) { %><h4>See whether it is fixed</h4><pre class="command"><%= replay %></pre><% } %></div><% } %>
`,

  stage: `<table class="requirements"><caption><%= it.name %> <small><%= it.shown %></small></caption>
<thead><tr><th scope="col">State</th><th scope="col">Requirement</th><th scope="col">Level</th><th scope="col">Source</th><th scope="col">Scenarios</th></tr></thead>
<tbody><% for (const each of it.requirements) { %>
<tr id="requirement-<%= each.id %>" class="tone-<%= each.badge.tone %>"><td><%~ include('@badge', each.badge) %></td>
<td><b class="id"><%= each.id %></b> <%= each.title %><% if (each.badge.reason) { %><br><small class="reason" dir="auto"><%= each.badge.reason %></small><% } %><% if (each.waiver) { %><br><small class="reason" dir="auto"><a href="#waivers">Waiver</a> of <%= each.waiver.owner %>, until <%= each.waiver.expires %></small><% } %><% if (each.review) { %><br><small dir="auto">To attest: <%= each.review.attest %></small><% } %><% if (each.applies !== 'always') { %><br><small>for integrations that use <%= each.applies %></small><% } %></td>
<td><span class="level level-<%= each.level %>"><%= each.level %></span></td>
<td class="source"><%= each.source.page %><br><small class="status-<%= each.source.status %>"><%= each.source.status %></small></td>
<td class="links"><% if (!each.links.length) { %><small>none</small><% } %><% for (const link of each.links) { %><a href="#<%= link.anchor %>" title="<%= link.text %>"><%= link.number %></a><% } %></td></tr><% } %>
</tbody></table>
`,

  waivers: `<table class="waivers"><thead><tr><th scope="col">State</th><th scope="col">Requirement</th><th scope="col">Owner</th><th scope="col">Reason</th><th scope="col">Reference</th><th scope="col">Until</th></tr></thead>
<tbody><% for (const each of it.waivers) { %><tr class="tone-<%= each.look.tone %>"><td><b><%= each.look.word %></b></td><td><a class="id" href="#requirement-<%= each.id %>"><%= each.id %></a> <%= each.title %></td>
<td dir="auto"><%= each.owner %></td><td dir="auto"><%= each.reason %></td><td dir="auto"><%= each.reference %></td><td><%= each.expires %></td></tr><% } %></tbody></table>
`,

  assumptions: `<table class="assumptions"><thead><tr><th scope="col">Setting</th><th scope="col">Value</th><th scope="col">Status</th><th scope="col">Why</th></tr></thead>
<tbody><% for (const each of it.assumptions) { %><tr><th scope="row"><%= each.id %></th><td class="mono"><%= each.value %><% if (each.default !== undefined) { %><br><small>changed for this run; default <%= each.default %></small><% } %></td>
<td><small class="status-<%= each.status %>"><%= each.status %></small></td><td><%= each.why %> <small>(<%= each.source %>)</small></td></tr><% } %></tbody></table>
`,

  coverage: `<div class="coverage"><table><caption>Operations, by the status of their answers</caption>
<thead><tr><th scope="col">Operation</th><% for (const status of it.statuses) { %><th scope="col"><%= status %></th><% } %><th scope="col">Not seen</th></tr></thead>
<tbody><% for (const each of it.operations) { %><tr><th scope="row"><%= each.name %></th><% for (const count of each.counts) { %><td><%= count %></td><% } %><td class="unseen"><%= each.unseen %></td></tr><% } %></tbody></table>
<table class="values"><caption>What else was met, and how often</caption>
<thead><tr><th scope="col">Kind</th><th scope="col">Seen</th><th scope="col">Not seen</th></tr></thead>
<tbody><% for (const each of it.values) { %><tr><th scope="row"><%= each.name %></th><td><%= each.seen %></td><td class="unseen"><%= each.unseen %></td></tr><% } %></tbody></table></div>
`,

  scenario: `<details class="scenario tone-<%= it.badge.tone %>"<% if (it.failure) { %> open<% } %>>
<summary><span class="number"><%= it.number %></span><%~ include('@badge', it.badge) %><span class="name" dir="auto"><%= it.name %></span><span class="side"><% for (const id of it.requirements) { %><span class="id"><%= id %></span><% } %><span class="time"><%= it.time %></span></span></summary>
<p class="meta" id="<%= it.anchor %>"><span class="mono"><%= it.id %></span><% if (it.tags) { %> · <%= it.tags %><% } %> · <%= it.evidence %></p>
<% if (it.badge.reason) { %><p class="reason" dir="auto"><%= it.badge.reason %></p><% } %>
<ol class="steps"><% for (const step of it.steps) { %>
<li><p class="step"><%~ include('@icon', step.badge) %><span dir="auto"><b><%= step.keyword %></b> <%= step.text %></span><% if (step.badge.state !== 'PASSED') { %><em><%= step.badge.word.toLowerCase() %></em><% } %><span class="time"><%= step.time %></span></p>
<% for (const exchange of step.exchanges) { %><%~ include('@exchange', exchange) %><% } %>
<% for (const delivery of step.deliveries) { %><%~ include('@delivery', delivery) %><% } %>
</li><% } %></ol>
</details>
`,

  exchange: `<details class="exchange"><summary><b><%= it.method %></b> <span class="target"><%= it.path %></span><span class="code tone-<%= it.outcome.tone %>"><%= it.outcome.text %></span><% if (it.tampering) { %><span class="tampering"><%= it.tampering %></span><% } %><span class="time"><%= it.time %></span></summary>
<dl class="facts small"><% for (const [name, value] of it.facts) { %><div><dt><%= name %></dt><dd><%= value %></dd></div><% } %></dl>
<div class="sides"><% for (const side of it.sides) { %><%~ include('@side', side) %><% } %></div>
</details>
`,

  side: `<section><h4><%= it.title %></h4>
<p class="first mono"><%= it.line %></p>
<% if (it.problem) { %><p class="problem" dir="auto"><%= it.problem %></p><% } %>
<% if (it.fields.length) { %><table class="fields"><% for (const [name, value] of it.fields) { %><tr><th scope="row"><%= name %></th><td dir="auto"><%= value %></td></tr><% } %></table><% } %>
<% if (it.body) { %><h5>Body</h5><pre dir="auto"><%= it.body %></pre><% } %>
<% if (it.base) { %><h5><%= it.base.title %></h5><pre class="base"><%= it.base.text %></pre><p class="meta"><%= it.base.note %></p><% } %>
</section>
`,

  delivery: `<details class="exchange"><summary><b>Webhook</b> <span class="target"><%= it.type %></span><span class="code tone-<%= it.hmac.tone %>"><%= it.hmac.text %></span></summary>
<dl class="facts small"><% for (const [name, value] of it.facts) { %><div><dt><%= name %></dt><dd><%= value %></dd></div><% } %></dl>
<div class="sides"><%~ include('@side', it.side) %></div>
</details>
`,
} as const;
