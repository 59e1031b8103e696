import { causeTemplates } from './templates/causes.ts';
import { badge, compared, evidence, icon, linked, sources } from './templates/parts.ts';
import { reviewTemplates } from './templates/review.ts';
import { topTemplates } from './templates/top.ts';

/** At the failed step: expected, actual, and a link to the cause. */
const failed = (it: string): string =>
  `<div class="failed tone-bad"><p class="message" dir="auto">${linked(`${it}.message`)}</p>${compared(`${it}.failure`)}<% if (${it}.cause) { %><p class="meta"><a href="<%= ${it}.cause.href %>"><%= ${it}.cause.text %></a></p><% } %></div>`;

/**
 * The parts of the page, as Eta templates. What stands in <%= %> is escaped; <%~ %> holds only other parts.
 * A line break behind %> is left out.
 */
export const templates = {
  ...topTemplates,
  ...causeTemplates,
  ...reviewTemplates,

  icon: icon('it'),

  badge: badge('it'),

  stage: `<section class="group stage"><h3><%= it.name %> <small><%= it.shown %></small></h3>
<% for (const each of it.requirements) { %><%~ include('@requirement', each) %><% } %></section>
`,

  requirement: `<article class="requirement tone-<%= it.badge.tone %>" id="<%= it.anchor %>" data-state="<%= it.badge.state %>" data-stage="<%= it.stage %>">
<header><%~ include('@badge', it.badge) %><h4 class="name"><a class="id" href="<%= it.href %>"><%= it.id %></a> <%= it.title %></h4>
<span class="level level-<%= it.level %>"><%= it.level %></span></header>
<% if (it.reason) { %><p class="reason" dir="auto">${linked('it.reason')}</p><% } %>
<% if (it.waiver) { %><p class="reason" dir="auto"><a href="#waivers">Waiver</a> of <%= it.waiver.owner %>, until <%= it.waiver.expires %></p><% } %>
<% if (it.review) { %><p class="meta" dir="auto">To confirm: <%= it.review.attest %></p><% } %>
<p class="meta source">${sources('it.sources')} · <span class="status-<%= it.source.status %>"><%= it.source.status %></span><% if (it.applies !== 'always') { %> · for integrations that use <%= it.applies %><% } %></p>
<% if (it.scenarios.length) { %><details class="shows"<% if (it.badge.tone === 'bad' && it.scenarios.length < 6) { %> open<% } %>><summary><%= it.by %></summary><ul><% for (const each of it.scenarios) { %><li>${icon('each.badge')}<a href="<%= each.href %>" dir="auto"><%= each.name || each.id %></a><% if (each.badge.state !== 'PASSED') { %> <em><%= each.badge.word.toLowerCase() %></em><% } %></li><% } %></ul></details><% } %>
</article>
`,

  assumptions: `<table class="assumptions"><thead><tr><th scope="col">Setting</th><th scope="col">Value</th><th scope="col">Status</th><th scope="col">Why</th></tr></thead>
<tbody><% for (const each of it.assumptions) { %><tr id="setting-<%= each.id %>"><th scope="row"><%= each.id %></th><td class="mono"><%= each.value %><% if (each.default !== undefined) { %><br><small>changed for this run; default <%= each.default %></small><% } %></td>
<td><small class="status-<%= each.status %>"><%= each.status %></small></td><td><%= each.why %> <small>(${sources('each.sources')})</small></td></tr><% } %></tbody></table>
`,

  coverage: `<div class="wide coverage"><table class="heat"><caption>Operations, by the status of their responses</caption>
<thead><tr><th scope="col">Operation</th><% for (const status of it.statuses) { %><th scope="col"><%= status %></th><% } %><th scope="col">Not seen</th></tr></thead>
<tbody><% for (const each of it.operations) { %><tr><th scope="row"><%= each.name %></th><% for (const cell of each.cells) { %><td<% if (cell.heat) { %> class="heat-<%= cell.heat %>"<% } %>><%= cell.count %></td><% } %><td class="unseen"><%= each.unseen %></td></tr><% } %></tbody></table></div>
<dl class="chips"><% for (const each of it.values) { %><div><dt><%= each.name %></dt><dd><% for (const one of each.seen) { %><span class="chip seen"><%= one.value %> <small><%= one.count %></small></span><% } %><% if (each.more) { %><span class="chip"><%= each.more %></span><% } %><% for (const one of each.unseen) { %><span class="chip unseen"><%= one %> <small>not seen</small></span><% } %></dd></div><% } %></dl>
`,

  feature: `<section class="group feature"><h3 dir="auto"><%= it.name %> <small><%= it.uri %></small></h3>
`,

  scenario: `<details class="scenario tone-<%= it.badge.tone %>" id="<%= it.anchor %>" data-state="<%= it.badge.state %>" data-stage="<%= it.stages %>"<% if (it.open && it.details.markup) { %> open<% } %>>
<summary>${badge('it.badge')}<span class="name" dir="auto"><%= it.name %></span><span class="side"><% for (const each of it.requirements) { %><span class="id" title="<%= each.title %>"><%= each.id %></span><% } %><span class="time"><%= it.time %></span></span></summary>
<p class="meta">Scenario <%= it.number %> · <a class="mono" href="<%= it.href %>"><%= it.id %></a><% for (const each of it.requirements) { %> · <% if (each.href) { %><a class="id" href="<%= each.href %>" title="<%= each.title %>"><%= each.id %></a><% } else { %><%= each.id %><% } %><% } %><% if (it.tags) { %> · <%= it.tags %><% } %> · <%= it.evidence %></p>
<% if (it.reason) { %><p class="reason" dir="auto">${linked('it.reason')}</p><% } %>
<% if (it.details.markup === undefined) { %><p class="packed" data-pack="<%= it.details.pack %>" data-place="<%= it.details.place %>"></p><% } else { %><%~ it.details.markup %><% } %>
</details>
`,

  details: `<% if (it.failed) { %>${failed('it.failed')}<% } %><ol class="steps<% if (it.timeline) { %> timed<% } %>"><% for (const step of it.steps) { %>
<li id="<%= step.anchor %>"><p class="step">${icon('step.badge')}<span dir="auto"><b><%= step.keyword %></b> <%= step.text %></span><% if (step.badge.state !== 'PASSED') { %><em><%= step.badge.word.toLowerCase() %></em><% } %><span class="time"><%= step.time %></span></p>
<% if (step.failed) { %>${failed('step.failed')}<% } %><% for (const each of step.evidence) { %>${evidence}<% } %></li><% } %></ol>`,
} as const;
