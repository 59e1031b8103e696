// Parts that stand in others very often are put into their text, by the name that their value has there: an include takes Eta far
// longer than what most of them say.

/**
 * The beginning of a page that needs no network: its title, its style and its icons.
 *
 * @param script what the content security policy says of scripts; none are allowed without it
 */
export const head = (script = ''): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'${script}">
<title><%= it.title %></title>
<style><%~ it.style %></style>
</head>
<body>
<%~ it.icons %>
`;

export const icon = (it: string): string =>
  `<svg class="icon tone-<%= ${it}.tone %>" aria-hidden="true"><use href="#icon-<%= ${it}.state %>"/></svg>`;

export const badge = (it: string): string =>
  `<span class="badge tone-<%= ${it}.tone %>">${icon(it)}<%= ${it}.word %></span>`;

const side = `<section><h4><%= side.title %></h4>
<% if (side.problem) { %><p class="problem" dir="auto"><%= side.problem %></p><% } %><div class="http"><p><b><%= side.line %></b></p><% for (const [name, value] of side.fields) { %><p dir="auto"><i><%= name %>:</i> <%= value %></p><% } %><% if (side.body) { %><pre><%= side.body %></pre><% } %></div>
<% if (side.base) { %><h5><%= side.base.title %></h5><pre class="base"><%= side.base.text %></pre><p class="meta"><%= side.base.note %></p><% } %></section>
`;

export const evidence = `<% if (each.span.pause) { %><p class="pause"><%= each.span.pause %> later</p><% } %><details class="exchange" id="<%= each.anchor %>"><summary><b><%= each.method %></b> <span class="target"><%= each.path %></span><% if (each.tampering) { %><span class="tampering"><%= each.tampering %></span><% } %><span class="code tone-<%= each.outcome.tone %>"><%= each.outcome.text %></span><span class="time"><%= each.time %></span><i class="span"><i style="left:<%= each.span.left %>%;width:<%= each.span.width %>%"></i></i></summary>
<dl><% for (const [name, value] of each.facts) { %><div><dt><%= name %></dt><dd><%= value %></dd></div><% } %></dl>
<div class="sides"><% for (const side of each.sides) { %>${side}<% } %></div></details>
`;

/** Text whose names are links (Segment). */
export const linked = (it: string): string => `<% for (const part of ${it}) { %>${segment}<% } %>`;

/** One piece of it, called part. */
export const segment =
  '<% if (part.href) { %><a class="id" href="<%= part.href %>" title="<%= part.title %>"><%= part.text %></a><% } else { %><%= part.text %><% } %>';

/** Pages of Nopan's documentation, or of one's own (SourceLink). */
export const sources = (it: string): string =>
  `<% for (const [place, source] of ${it}.entries()) { %><% if (place) { %>, <% } %><% if (source.url) { %><a href="<%= source.url %>" title="<%= source.url %>" rel="noreferrer"><%= source.text %></a><% } else { %><%= source.text %><% } %><% } %>`;

/** The code that failed; what was expected and what came. */
export const compared = (it: string): string =>
  `<% if (${it}.frame) { %><pre class="frame" tabindex="0"><%= ${it}.frame %></pre><% } %><% if (${it}.expected !== undefined || ${it}.actual !== undefined) { %><div class="compare">
<% if (${it}.expected !== undefined) { %><div><h4>Expected</h4><pre dir="auto"><%= ${it}.expected %></pre></div><% } %>
<% if (${it}.actual !== undefined) { %><div class="actual"><h4>Actual</h4><pre dir="auto"><%= ${it}.actual %></pre></div><% } %>
</div><% } %>`;
