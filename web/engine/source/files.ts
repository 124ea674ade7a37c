// Where the module and the national rulebook of this package stand: bundlers see these addresses and take the files
// along. Apart from index.ts, so that somebody with rules of her own does not take the rulebook too.
export const moduleAddress = new URL('./partance.wasm', import.meta.url);
export const rulebookAddress = new URL('./rulebook.program', import.meta.url);
