/** The look of the page: one file that needs no network, in light and dark. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --ink: #1c1f23; --soft: #5b636e; --line: #d5dae0; --ground: #fff; --panel: #f6f7f9;
  --good: #0b7a55; --bad: #c1280e; --unsure: #9a6700; --other: #1f5fbf; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --soft: #9aa4af; --line: #3a414a; --ground: #15181c; --panel: #1e2227;
  --good: #3fb68b; --bad: #ff7b5f; --unsure: #d9a93a; --other: #6ea8ff; } }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--ground); max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.7rem; margin: 0 0 .3rem; } h2 { font-size: 1.15rem; margin: 2.2rem 0 .6rem; }
.better, .not-worse { --tone: var(--good); } .worse { --tone: var(--bad); } .not-enough-data { --tone: var(--unsure); } .itself { --tone: var(--soft); }
h1 { color: var(--tone); } dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: 0; } dt { color: var(--soft); } dd { margin: 0; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; } th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--soft); font-weight: 500; } svg { width: 100%; height: auto; font-size: 13px; } svg text { fill: var(--ink); }
.zero { stroke: var(--soft); fill: none; } .margin { stroke: var(--soft); stroke-dasharray: 5 4; fill: none; }
.bar path { stroke: var(--tone); stroke-width: 3; } .bar circle { fill: var(--tone); } rect.baseline { fill: var(--soft); } rect.candidate { fill: var(--other); }
.distributions { display: grid; grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr)); gap: 1.2rem; } figure { margin: 0; } figcaption { color: var(--soft); }
article { background: var(--panel); border-radius: .5rem; padding: .8rem 1rem; margin: 0 0 1rem; } article header { display: flex; gap: 1rem; flex-wrap: wrap; color: var(--soft); }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; margin-top: .6rem; } .sides p, .said { white-space: pre-wrap; overflow-wrap: anywhere; margin: .2rem 0; }
del { background: color-mix(in srgb, var(--bad) 22%, transparent); text-decoration: none; } ins { background: color-mix(in srgb, var(--good) 22%, transparent); text-decoration: none; }
code { font-size: .85em; color: var(--soft); overflow-wrap: anywhere; } @media (max-width: 45rem) { .sides { grid-template-columns: 1fr; } }
`;
