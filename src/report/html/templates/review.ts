import { badge, icon, linked } from './parts.ts';

const level = (it: string): string => `<span class="level level-<%= ${it}.level %>"><%= ${it}.level %></span>`;

/** What persons answer for. */
export const reviewTemplates = {
  waivers: `<section id="waivers"><h2>Waivers</h2>
<p class="hint">Each waived requirement has an owner. Until the waiver expires it does not affect the verdict. An expired or unused waiver fails the run.</p>
<table class="stacked waivers"><thead><tr><th scope="col">State</th><th scope="col">Requirement</th><th scope="col">Owner</th><th scope="col">Reason</th><th scope="col">Reference</th><th scope="col">Until</th></tr></thead>
<tbody><% for (const each of it.waivers) { %><tr class="tone-<%= each.look.tone %>"><td data-name="State"><b><%= each.look.word %></b></td><td data-name="Requirement"><a class="id" href="#requirement-<%= each.id %>"><%= each.id %></a> <%= each.title %></td>
<td data-name="Owner" dir="auto"><%= each.owner %></td><td data-name="Reason" dir="auto"><%= each.reason %></td><td data-name="Reference" dir="auto"><%= each.reference %></td><td data-name="Until" class="day"><%= each.expires %></td></tr><% } %></tbody></table>
</section>
`,

  attestations: `<section id="attestations"><h2>Attestations <small><%= it.summary %></small></h2>
<p class="hint">No traffic proves these. Before go-live, a named person confirms each of these.</p>
<table class="stacked attestations"><thead><tr><th scope="col">State</th><th scope="col">Level</th><th scope="col">Requirement</th><th scope="col">To confirm</th><th scope="col">Attested by</th></tr></thead>
<tbody><% for (const each of it.requirements) { %><tr class="tone-<%= each.badge.tone %>"><td data-name="State">${badge('each.badge')}</td><td data-name="Level">${level('each')}</td><td data-name="Requirement"><a class="id" href="<%= each.href %>"><%= each.id %></a> <%= each.title %></td><td data-name="To confirm" dir="auto"><%= each.review.attest %><br><small><%= each.review.because %></small></td>
<td data-name="Attested by" dir="auto"><% if (each.attestation) { %><b><%= each.attestation.by %></b>, <%= each.attestation.date %><br><small><%= each.attestation.note %></small><% } else { %><span class="nobody">nobody yet</span><% } %></td></tr><% } %></tbody></table>
</section>
`,

  notExercised: `<section id="not-exercised"><h2>What was not exercised, and why</h2>
<dl class="groups"><% for (const each of it.notExercised) { %><div><dt>${badge('each.badge')} <span dir="auto">${linked('each.reason')}</span></dt><dd><% for (const one of each.requirements) { %><span><a class="id" href="<%= one.href %>" title="<%= one.title %>"><%= one.id %></a> ${level('one')}</span><% } %></dd></div><% } %></dl>
</section>
`,

  signOff: `<section id="sign-off" class="sign-off"><h2>Sign-off</h2>
<p class="decided">${icon('it.headline')}<span dir="auto"><b><%= it.headline.text %></b>: <%= it.identity.who %><% if (it.identity.details) { %> (<%= it.identity.details %>)<% } %> against <%= it.identity.target %>, <%= it.identity.day %></span></p>
<dl><div><dt>Name</dt><dd></dd></div><div><dt>Role</dt><dd></dd></div><div><dt>Date</dt><dd></dd></div><div><dt>Signature</dt><dd></dd></div>
<div class="decision"><dt>Decision</dt><dd><span>☐ Approved</span><span>☐ Approved with remarks</span><span>☐ Rejected</span></dd></div><div class="remarks"><dt>Remarks</dt><dd></dd></div></dl>
</section>
`,
} as const;
