/** The part of jsdom that charts use; the package has no types of its own. */
declare module "jsdom" {
  /** A page in memory. */
  export class JSDOM {
    constructor(html: string);
    readonly window: { readonly document: object };
  }
}
