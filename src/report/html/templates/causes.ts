import { compared, icon, linked, segment } from './parts.ts';

/** Words in elements of their own, since a browser breaks a line behind each hyphen of an option. */
const command = (it: string): string =>
  `<pre class="command"><% for (const [place, word] of ${it}.split(' ').entries()) { %><% if (place) { %> <% } %><span><%= word %></span><% } %></pre>`;

const commands = `<% if (failure.repeat) { %><div class="repeat"><div><h4>Repeat just this case</h4>${command('failure.repeat')}</div><% if (failure.replay) { %><div><h4>See whether it is fixed</h4>${command('failure.replay')}</div><% } %></div><% } %>`;

/** What failed, each cause once. */
export const causeTemplates = {
  cause: `<% const { failure, call, example } = it; %>
<article class="failure tone-<%= it.badge.tone %>" id="<%= it.anchor %>">
<header><p class="number">Cause <%= it.number %></p><p class="counts">${icon('it.badge')}<%= it.counts %></p>
<h3 dir="auto">${linked('it.message')}</h3></header>
<% if (call) { %><p class="call"><a href="<%= call.href %>"><b><%= call.method %></b> <%= call.path %></a><% if (call.status !== undefined) { %> <span<% if (call.status >= 400) { %> class="code"<% } %>><%= call.status %></span><% } else { %> <span>no response</span><% } %><% if (call.reasonCode) { %> <span>reason code <b><%= call.reasonCode %></b></span><% } %><% if (call.callId) { %> <span>callId <%= call.callId %></span><% } %></p><% } %>
<% if (it.setting) { %><p class="setting" dir="auto">Setting: <%= it.setting %></p><% } %>
<p class="where">In <a href="<%= example.href %>" dir="auto"><%= example.name || example.id %></a><% if (failure.step) { %>, at the step <q dir="auto"><%= failure.step %></q><% } %><% if (failure.where) { %> <span class="mono"><%= failure.where %></span><% } %></p>
<% if (it.waivedBy.length) { %><p class="meta"><a href="#waivers">Waived</a> by ${linked('it.waivedBy')}</p><% } %>
<% if (it.badge.state === 'FLAKY' && example.reason) { %><p class="meta" dir="auto">${linked('example.reason')}</p><% } %>
${compared('failure')}
<% if (it.advice) { %><div class="advice"><h4>What to do</h4><p dir="auto">${linked('it.advice')}</p></div><% } %>
${commands}
<p class="meta">Fix needed in: <b><%= failure.actor %></b> · <%= failure.code %> · <a href="<%= example.href %>"><%= example.evidence %> on record</a></p>
<% if (it.requirements.length) { %><p class="covered">Requirements: <% for (const [place, part] of it.requirements.entries()) { %><% if (place) { %>, <% } %>${segment}<% } %></p><% } %>
<% if (it.furtherRequirements.length) { %><details class="more"><summary><%= it.furtherRequirements.length %> more requirements</summary><p class="covered"><% for (const [place, part] of it.furtherRequirements.entries()) { %><% if (place) { %>, <% } %>${segment}<% } %></p></details><% } %>
<% for (const part of it.scenarios) { %><% if (part.scenarios.length > 1 || it.scenarios.length > 1) { %><details class="shows more"><summary><%= part.title %></summary><ul><% for (const each of part.scenarios) { %><li>${icon('each.badge')}<a href="<%= each.href %>" title="<%= each.id %>" dir="auto"><%= each.name || each.id %></a></li><% } %></ul><% if (part.further) { %><p class="hint"><%= part.further %> more are among the <a href="#scenarios">scenarios</a>.</p><% } %></details><% } %><% } %>
</article>
`,

  fault: `<article class="failure tone-bad"><header><p class="counts">Outside any scenario</p><h3 dir="auto">${linked('it.title')}</h3></header>
<% if (it.where) { %><p class="where"><span class="mono"><%= it.where %></span></p><% } %>
${compared('it')}
<% if (it.advice) { %><div class="advice"><h4>What to do</h4><p dir="auto">${linked('it.todo')}</p></div><% } %>
<p class="meta">Fix needed in: <b><%= it.actor %></b> · <%= it.code %></p>
</article>
`,

  causes: `<section id="failures"><h2>What failed, by cause</h2>
<% for (const fault of it.faults) { %><%~ include('@fault', fault) %><% } %>
<% for (const each of it.causes) { %><%~ include('@cause', each) %><% } %>
<% if (it.furtherCauses.length) { %><details class="more causes"><summary><%= it.furtherCauses.length %> more causes</summary>
<% for (const each of it.furtherCauses) { %><%~ include('@cause', each) %><% } %>
<% if (it.untoldCauses) { %><p class="hint"><%= it.untoldCauses %> more are among the <a href="#scenarios">scenarios</a>.</p><% } %></details><% } %>
<% if (it.unexplained.length) { %><article class="failure tone-bad"><header><h3>Without a recorded failure</h3></header><ul class="plain"><% for (const each of it.unexplained) { %><li>${icon('each.badge')} <a href="<%= each.href %>" dir="auto"><%= each.name || each.id %></a><% if (each.reason) { %>: ${linked('each.reason')}<% } %></li><% } %></ul></article><% } %>
</section>
`,
} as const;
