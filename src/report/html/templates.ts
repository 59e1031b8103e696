// Parts that stand in others very often are put into their text, by the name that their value has there: an include takes Eta far
// longer than what most of them say.

const icon = (it: string): string =>
  `<svg class="icon tone-<%= ${it}.tone %>" aria-hidden="true"><use href="#icon-<%= ${it}.state %>"/></svg>`;

const badge = (it: string): string => `<span class="badge tone-<%= ${it}.tone %>">${icon(it)}<%= ${it}.word %></span>`;

const side = `<section><h4><%= side.title %></h4>
<% if (side.problem) { %><p class="problem" dir="auto"><%= side.problem %></p><% } %><div class="http"><p><b><%= side.line %></b></p><% for (const [name, value] of side.fields) { %><p dir="auto"><i><%= name %>:</i> <%= value %></p><% } %><% if (side.body) { %><pre><%= side.body %></pre><% } %></div>
<% if (side.base) { %><h5><%= side.base.title %></h5><pre class="base"><%= side.base.text %></pre><p class="meta"><%= side.base.note %></p><% } %></section>
`;

const evidence = `<% if (each.span.pause) { %><p class="pause"><%= each.span.pause %> later</p><% } %><details class="exchange" id="<%= each.anchor %>"><summary><b><%= each.method %></b> <span class="target"><%= each.path %></span><% if (each.tampering) { %><span class="tampering"><%= each.tampering %></span><% } %><span class="code tone-<%= each.outcome.tone %>"><%= each.outcome.text %></span><span class="time"><%= each.time %></span><i class="span"><i style="left:<%= each.span.left %>%;width:<%= each.span.width %>%"></i></i></summary>
<dl><% for (const [name, value] of each.facts) { %><div><dt><%= name %></dt><dd><%= value %></dd></div><% } %></dl>
<div class="sides"><% for (const side of each.sides) { %>${side}<% } %></div></details>
`;

/**
 * The parts of the page, as Eta templates. What stands in <%= %> is escaped; <%~ %> holds only other parts.
 * A line break behind %> is left out.
 */
export const templates = {
  icon: icon('it'),

  badge: badge('it'),

  opening: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src '<%= it.scriptDigest %>'">
<title><%= it.title %></title>
<style><%~ it.style %></style>
</head>
<body>
<%~ it.icons %>
<a class="skip" href="#requirements">Skip to the requirements</a>
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
<% if (it.failures.length + it.faults.length) { %><a href="#failures">Failures <b><%= it.failures.length + it.furtherFailures + it.faults.length %></b></a><% } %>
<% if (it.waivers.length) { %><a href="#waivers">Waivers <b><%= it.waivers.length %></b></a><% } %><a href="#requirements">Requirements</a><% if (it.notShown.length) { %><a href="#not-shown">Not shown</a><% } %><% if (it.attested.length) { %><a href="#attestations">For a person <b><%= it.attested.length %></b></a><% } %><a href="#coverage">Coverage</a><a href="#assumed">Assumed values <b><%= it.assumptions.length %></b></a><a href="#scenarios">Scenarios and evidence</a>
</nav>
<%~ include('@picture', it) %>
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
<% if (it.furtherFailures) { %><p class="hint"><%= it.furtherFailures %> more stand among the <a href="#scenarios">scenarios</a>.</p><% } %>
</section>
<% } %>
<%~ include('@filter', it) %>
<section id="requirements"><h2>Requirements</h2>
<p class="hint">The source of each is a page of Nopan’s documentation: the page states it (documented), it is a reading of neighbouring evidence (inferred), or a choice where the pages are silent (assumed).</p>
<% for (const stage of it.stages) { %><%~ include('@stage', stage) %><% } %>
</section>
<% if (it.notShown.length) { %>
<section id="not-shown"><h2>What was not shown, and why</h2>
<dl class="groups"><% for (const each of it.notShown) { %><div><dt><%~ include('@badge', each) %> <span dir="auto"><%= each.reason %></span></dt><dd><% for (const one of each.requirements) { %><a class="id" href="<%= one.href %>" title="<%= one.title %>"><%= one.id %></a><% } %></dd></div><% } %></dl>
</section>
<% } %>
<% if (it.attested.length) { %>
<section id="attestations"><h2>What a person attests</h2>
<p class="hint">No traffic shows these. Before an integration goes live, somebody who knows answers for each by name.</p>
<%~ include('@attestations', it) %>
</section>
<% } %>
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
<section id="scenarios"><h2>Scenarios and evidence</h2>
<p class="hint">Each scenario unfolds to its steps, and each step to the calls that it made and the webhooks that it read, as sent and as received, with secrets removed. The bars show when each took place.</p>
`,

  closing: `</section>
</main>
<footer class="wrap"><p>Made by <%= it.tool %> from the canonical result, which stands beside this page as result.json. A requirement is shown only by a scenario that was
planned, finished, passed in every step and left evidence; whatever else happened is not a pass.</p></footer>
<script type="module"><%~ it.script %></script>
</body>
</html>
`,

  picture: `<section class="picture" aria-hidden="true"><h2>Requirements at a glance</h2><div><% for (const stage of it.stages) { %>
<p><span><%= stage.name %></span><span><% for (const each of stage.requirements) { %><a tabindex="-1" href="<%= each.href %>" title="<%= each.id %>: <%= each.title %> (<%= each.badge.word.toLowerCase() %>)">${icon('each.badge')}</a><% } %></span></p><% } %>
</div></section>
`,

  filter: `<form id="filter" class="filter" role="search" aria-label="Filter requirements and scenarios" hidden>
<label class="find">Search <input type="search" name="text" autocomplete="off" placeholder="name, id, tag or file"></label>
<label>Stage <select name="stage"><option value="">all</option><% for (const stage of it.stages) { %><option value="<%= stage.stage %>"><%= stage.name %></option><% } %></select></label>
<fieldset><legend>State</legend><% for (const each of it.states) { %><label><input type="checkbox" name="state" value="<%= each.state %>"><%~ include('@icon', each) %><%= each.word %></label><% } %></fieldset>
<output aria-live="polite"></output><button type="reset" hidden>Show all</button>
</form>
`,

  failedScenario: `<article class="failure tone-<%= it.badge.tone %>">
<header><%~ include('@badge', it.badge) %><h3 dir="auto"><%= it.name %></h3>
<p class="ids"><% for (const id of it.requirements) { %><a class="id" href="#requirement-<%= id %>"><%= id %></a><% } %></p></header>
<% if (it.waivedBy) { %><p class="meta"><a href="#waivers">Waived</a> by <%= it.waivedBy %></p><% } %>
<% if (it.badge.state === 'FLAKY') { %><p class="meta" dir="auto"><%= it.badge.reason %></p><% } %>
<% if (it.failure) { %><p class="message" dir="auto"><%= it.failure.message %></p>
<%~ include('@failure', it.failure) %>
<p class="meta">To act: <b><%= it.failure.actor %></b> · <%= it.failure.code %> · <a href="<%= it.href %>"><%= it.evidence %> on record</a></p><% } %>
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

  stage: `<section class="group stage"><h3><%= it.name %> <small><%= it.shown %></small></h3>
<% for (const each of it.requirements) { %><%~ include('@requirement', each) %><% } %></section>
`,

  requirement: `<article class="requirement tone-<%= it.badge.tone %>" id="<%= it.anchor %>" data-state="<%= it.badge.state %>" data-stage="<%= it.stage %>">
<header><%~ include('@badge', it.badge) %><h4 class="name"><a class="id" href="<%= it.href %>"><%= it.id %></a> <%= it.title %></h4>
<span class="side"><span class="level level-<%= it.level %>"><%= it.level %></span><span class="source"><% if (it.url) { %><a href="<%= it.url %>" rel="noreferrer"><%= it.source.page %></a><% } else { %><%= it.source.page %><% } %> <small class="status-<%= it.source.status %>"><%= it.source.status %></small></span></span></header>
<% if (it.badge.reason) { %><p class="reason" dir="auto"><%= it.badge.reason %></p><% } %>
<% if (it.waiver) { %><p class="reason" dir="auto"><a href="#waivers">Waiver</a> of <%= it.waiver.owner %>, until <%= it.waiver.expires %></p><% } %>
<% if (it.review) { %><p class="meta" dir="auto">To attest: <%= it.review.attest %></p><% } %>
<% if (it.applies !== 'always') { %><p class="meta">for integrations that use <%= it.applies %></p><% } %>
<% if (it.scenarios.length) { %><details class="shows"<% if (it.badge.tone === 'bad') { %> open<% } %>><summary><%= it.by %></summary><ul><% for (const each of it.scenarios) { %><li>${icon('each.badge')}<a href="<%= each.href %>" dir="auto"><%= each.name || each.id %></a><% if (each.badge.state !== 'PASSED') { %> <em><%= each.badge.word.toLowerCase() %></em><% } %></li><% } %></ul></details><% } %>
</article>
`,

  attestations: `<div class="wide"><table><thead><tr><th scope="col">Requirement</th><th scope="col">To attest</th><th scope="col">Attested by</th></tr></thead>
<tbody><% for (const each of it.attested) { %><tr><td><a class="id" href="<%= each.href %>"><%= each.id %></a> <%= each.title %></td><td dir="auto"><%= each.review.attest %><br><small><%= each.review.because %></small></td>
<td dir="auto"><% if (each.attestation) { %><b><%= each.attestation.by %></b>, <%= each.attestation.date %><br><small><%= each.attestation.note %></small><% } else { %><span class="open">nobody yet</span><% } %></td></tr><% } %></tbody></table></div>
`,

  waivers: `<div class="wide"><table class="waivers"><thead><tr><th scope="col">State</th><th scope="col">Requirement</th><th scope="col">Owner</th><th scope="col">Reason</th><th scope="col">Reference</th><th scope="col">Until</th></tr></thead>
<tbody><% for (const each of it.waivers) { %><tr class="tone-<%= each.look.tone %>"><td><b><%= each.look.word %></b></td><td><a class="id" href="#requirement-<%= each.id %>"><%= each.id %></a> <%= each.title %></td>
<td dir="auto"><%= each.owner %></td><td dir="auto"><%= each.reason %></td><td dir="auto"><%= each.reference %></td><td><%= each.expires %></td></tr><% } %></tbody></table></div>
`,

  assumptions: `<table class="assumptions"><thead><tr><th scope="col">Setting</th><th scope="col">Value</th><th scope="col">Status</th><th scope="col">Why</th></tr></thead>
<tbody><% for (const each of it.assumptions) { %><tr id="setting-<%= each.id %>"><th scope="row"><%= each.id %></th><td class="mono"><%= each.value %><% if (each.default !== undefined) { %><br><small>changed for this run; default <%= each.default %></small><% } %></td>
<td><small class="status-<%= each.status %>"><%= each.status %></small></td><td><%= each.why %> <small>(<%= each.source %>)</small></td></tr><% } %></tbody></table>
`,

  coverage: `<div class="wide coverage"><table class="heat"><caption>Operations, by the status of their answers</caption>
<thead><tr><th scope="col">Operation</th><% for (const status of it.statuses) { %><th scope="col"><%= status %></th><% } %><th scope="col">Not seen</th></tr></thead>
<tbody><% for (const each of it.operations) { %><tr><th scope="row"><%= each.name %></th><% for (const cell of each.cells) { %><td<% if (cell.heat) { %> class="heat-<%= cell.heat %>"<% } %>><%= cell.count %></td><% } %><td class="unseen"><%= each.unseen %></td></tr><% } %></tbody></table></div>
<dl class="chips"><% for (const each of it.values) { %><div><dt><%= each.name %></dt><dd><% for (const one of each.seen) { %><span class="chip seen"><%= one.value %> <small><%= one.count %></small></span><% } %><% if (each.more) { %><span class="chip"><%= each.more %></span><% } %><% for (const one of each.unseen) { %><span class="chip unseen"><%= one %> <small>not seen</small></span><% } %></dd></div><% } %></dl>
`,

  feature: `<section class="group feature"><h3 dir="auto"><%= it.name %> <small><%= it.uri %></small></h3>
`,

  scenario: `<details class="scenario tone-<%= it.badge.tone %>" id="<%= it.anchor %>" data-state="<%= it.badge.state %>" data-stage="<%= it.stages %>"<% if (it.failure && it.details.markup) { %> open<% } %>>
<summary>${badge('it.badge')}<span class="name" dir="auto"><%= it.name %></span><span class="side"><% for (const id of it.requirements) { %><span class="id"><%= id %></span><% } %><span class="time"><%= it.time %></span></span></summary>
<p class="meta">Scenario <%= it.number %> · <a class="mono" href="<%= it.href %>"><%= it.id %></a><% if (it.tags) { %> · <%= it.tags %><% } %> · <%= it.evidence %></p>
<% if (it.badge.reason) { %><p class="reason" dir="auto"><%= it.badge.reason %></p><% } %>
<% if (it.details.markup === undefined) { %><p class="packed" data-pack="<%= it.details.pack %>" data-place="<%= it.details.place %>"></p><% } else { %><%~ it.details.markup %><% } %>
</details>
`,

  details: `<ol class="steps<% if (it.timeline) { %> timed<% } %>"><% for (const step of it.steps) { %>
<li id="<%= step.anchor %>"><p class="step">${icon('step.badge')}<span dir="auto"><b><%= step.keyword %></b> <%= step.text %></span><% if (step.badge.state !== 'PASSED') { %><em><%= step.badge.word.toLowerCase() %></em><% } %><span class="time"><%= step.time %></span></p>
<% for (const each of step.evidence) { %>${evidence}<% } %></li><% } %></ol>`,
} as const;
