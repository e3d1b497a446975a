/** Where and for whom the server answers. */
export interface Place {
  /** Origins whose pages may send changes, such as `https://entente.example.gov`; the first is the one to link to. */
  readonly origins: readonly string[];
  /** Values of the header `Host` that are answered. */
  readonly hosts: readonly string[];
  /** Whether pages come over https, so that cookies are for https alone. */
  readonly secure: boolean;
}
