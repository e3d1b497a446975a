/**
 * The style of the briefing page: system fonts, light, dark and print.
 *
 * Colors of text reach 4.5 to 1 on their ground, those of marks 3 to 1; regions also carry their names, so that
 * nothing is told by color alone.
 */
export const briefingStyle = `
:root {
  color-scheme: light dark;
  --page: #ffffff; --panel: #f3f5f8; --text: #1b1f24; --soft: #4d5660; --line: #c3cad3; --link: #0a4f9e;
  --head: #12304f; --on-head: #ffffff; --bar: #0b5cad; --gain: #0b5cad; --loss: #b8500a; --warn: #8a4b00;
  --warn-ground: #fff4e0; --land: #e3e6ea; --border: #ffffff; --on-region: #ffffff;
  --region-af: #7a6300; --region-eap: #b8500a; --region-eur: #0b5cad; --region-nea: #00705a;
  --region-sca: #9b2f81; --region-wha: #39708f; --region-global: #5f6670;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14181d; --panel: #1e242b; --text: #e8ebee; --soft: #b3bcc6; --line: #48525d; --link: #8cc0ff;
    --head: #0d2238; --on-head: #f2f6fa; --bar: #6fb1f5; --gain: #6fb1f5; --loss: #f29a5b; --warn: #ffc878;
    --warn-ground: #33280f; --land: #333b44; --border: #14181d; --on-region: #10141a;
    --region-af: #d2b53c; --region-eap: #f29a5b; --region-eur: #6fb1f5; --region-nea: #3fc39a;
    --region-sca: #e48acb; --region-wha: #8fd0ec; --region-global: #a8adb5;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--text); line-height: 1.5;
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
a { color: var(--link); }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--page); padding: 0.5rem 1rem; z-index: 1; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
header { background: var(--head); color: var(--on-head); padding: 2rem 0 1.75rem; }
header p { margin: 0.25rem 0; max-width: 50rem; }
header .sub { font-size: 1.15rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 0.25rem; max-width: none; }
h2 { font-size: 1.45rem; line-height: 1.25; margin: 0 0 0.75rem; }
h3 { font-size: 1.1rem; margin: 1.75rem 0 0.5rem; }
.wide { max-width: 66rem; margin: 0 auto; padding: 0 1rem; }
main > section { padding: 1.5rem 0 0.5rem; border-top: 1px solid var(--line); }
main > section:first-of-type { border-top: 0; }
p, ol, ul { max-width: 46rem; }
.soft, figcaption, .note { color: var(--soft); }
.note { font-size: 0.95rem; }
.answer { padding-left: 1.3rem; font-size: 1.08rem; }
.answer li { margin-bottom: 0.5rem; }
.numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: 0.75rem;
  margin: 1.25rem 0; padding: 0; }
.numbers > div { background: var(--panel); border-left: 4px solid var(--bar); padding: 0.7rem 0.9rem;
  display: flex; flex-direction: column; }
.numbers dt { font-size: 0.9rem; color: var(--soft); }
.numbers dd { margin: 0; }
.numbers .figure { font-size: 1.45rem; font-weight: 650; line-height: 1.25; }
.numbers .small { font-size: 0.88rem; color: var(--soft); }
.warning { background: var(--warn-ground); border-left: 4px solid var(--warn); padding: 0.6rem 0.9rem; max-width: none; }
.mark { border: 1px solid var(--warn); color: var(--warn); border-radius: 0.6rem; font-size: 0.78rem;
  padding: 0 0.4rem; white-space: nowrap; }
nav ol { display: flex; flex-wrap: wrap; gap: 0.15rem 1.1rem; padding: 0; margin: 0.9rem 0 0; max-width: none; list-style: none;
  font-size: 0.93rem; }
.scroll { overflow-x: auto; margin: 0.5rem 0 1rem; }
.day { white-space: nowrap; } .roomy { min-width: 18rem; max-width: 26rem; }
table { border-collapse: collapse; min-width: min(38rem, 100%); font-size: 0.93rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--soft); padding: 0.25rem 0; font-size: 0.9rem; }
th, td { padding: 0.28rem 0.7rem 0.28rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
thead th { border-bottom: 2px solid var(--text); vertical-align: bottom; }
tbody th { font-weight: 500; }
.n { text-align: right; white-space: nowrap; padding-left: 0.7rem; }
thead .n { white-space: normal; min-width: 5.5rem; max-width: 9rem; }
tfoot th, tfoot td, tr.sum th, tr.sum td { font-weight: 650; border-bottom: 0; border-top: 2px solid var(--text); }
.up { color: var(--gain); } .down { color: var(--loss); }
.totals { margin: 0.5rem 0 1rem; max-width: 56rem; border-top: 1px solid var(--line); }
.totals details { border-bottom: 1px solid var(--line); }
.totals .group { font-weight: 650; margin: 0; padding: 0.9rem 0 0.25rem; max-width: none; }
.totals summary { display: grid; grid-template-columns: 1rem minmax(8rem, 20rem) 9.6rem 4rem minmax(3rem, 1fr);
  gap: 0.7rem; align-items: center; padding: 0.3rem 0; cursor: pointer; list-style: none;
  font-variant-numeric: tabular-nums; }
.totals summary::-webkit-details-marker { display: none; }
.totals summary::before { content: "▸"; color: var(--soft); }
.totals details[open] > summary::before { content: "▾"; }
.totals summary:hover { background: var(--panel); }
.totals .amount, .totals .share { text-align: right; white-space: nowrap; }
.totals .track { height: 0.8rem; background: var(--panel); display: block; }
.totals .fill { height: 100%; background: var(--bar); display: block; }
.totals .whole { display: grid; grid-template-columns: 1rem minmax(8rem, 20rem) 9.6rem 4rem minmax(3rem, 1fr);
  gap: 0.7rem; font-weight: 650; margin: 0; padding: 0.4rem 0; max-width: none; }
.totals .rows { padding: 0 0 0.75rem 1.7rem; }
details.more > summary, figure details > summary, details.plain > summary { cursor: pointer; color: var(--link);
  padding: 0.25rem 0; }
.totals details.more { border-bottom: 0; }
.totals details.more > summary { display: block; }
.totals details.more > summary::before { content: "▸ "; }
.totals details.more[open] > summary::before { content: "▾ "; }
figure { margin: 1.25rem 0 1.5rem; }
figure .title { font-weight: 650; margin: 0 0 0.25rem; max-width: none; color: var(--text); }
figcaption { font-size: 0.93rem; max-width: 46rem; }
figure svg { max-width: 100%; min-width: 38rem; height: auto; font: 13px system-ui, -apple-system, "Segoe UI", sans-serif;
  fill: var(--text); overflow: visible; display: block; }
figure .curves { display: grid; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); gap: 0.75rem 1.5rem; }
figure .curves svg { min-width: 0; }
.curve-name { margin: 0; font-size: 0.9rem; font-weight: 600; }
figure svg .strong { font-weight: 650; }
.land { fill: var(--land); } .border { fill: none; stroke: var(--border); stroke-width: 0.6; }
.dot { stroke-width: 1.6; fill-opacity: 0.55; }
.dot.gains { fill: var(--gain); stroke: var(--gain); }
.dot.loses { fill: var(--page); stroke: var(--loss); stroke-width: 2; }
.dot.steady { fill: var(--soft); stroke: var(--soft); fill-opacity: 0.25; stroke-width: 0.8; }
footer { color: var(--soft); padding: 1rem 0 2rem; border-top: 1px solid var(--line); margin-top: 1.5rem; }
@media (max-width: 40rem) {
  h1 { font-size: 1.5rem; } h2 { font-size: 1.25rem; }
  .totals summary, .totals .whole { grid-template-columns: 1rem 1fr auto; }
  .totals .share, .totals .track { display: none; }
  .totals .rows { padding-left: 0; }
}
@media print {
  :root { color-scheme: light; --page: #ffffff; --panel: #f3f5f8; --text: #000000; --soft: #3a424b;
    --line: #b9c0c9; --link: #000000; --head: #ffffff; --on-head: #000000; --bar: #0b5cad; --gain: #0b5cad;
    --loss: #b8500a; --warn: #6b3a00; --warn-ground: #ffffff; --land: #e3e6ea; --border: #ffffff; --on-region: #ffffff;
    --region-af: #7a6300; --region-eap: #b8500a; --region-eur: #0b5cad; --region-nea: #00705a;
    --region-sca: #9b2f81; --region-wha: #39708f; --region-global: #5f6670; }
  @page { size: letter; margin: 16mm 14mm; }
  body { font-size: 10pt; } header { padding: 0 0 0.5rem; } .wide { max-width: none; padding: 0; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  nav, .skip, .screen { display: none; }
  h2, h3, caption, .totals .group { break-after: avoid; }
  tr, figure, .numbers > div, .totals summary { break-inside: avoid; }
  thead { display: table-header-group; break-after: avoid; } tbody tr:first-child { break-before: avoid; }
  tbody tr:first-child + tr { break-before: avoid; }
  .scroll { overflow: visible; } figure svg { min-width: 0; }
  /* The map's figures are the long list of all partners: printed only when opened. */
  figure:not(#figure-map) > details.data::details-content { content-visibility: visible; display: block; block-size: auto; }
  table { font-size: 8.5pt; }
  th, td { padding-right: 0.4rem; } .n { padding-left: 0.4rem; }
}
`;
