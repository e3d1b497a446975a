/** What is open in a search, the highest bound on top. */
export class BoundHeap<T extends { readonly bound: number }> {
  readonly #list: T[] = [];

  get top(): T | undefined {
    return this.#list[0];
  }

  push(one: T): void {
    const list = this.#list;
    list.push(one);
    for (let at = list.length - 1; at > 0; ) {
      const up = (at - 1) >> 1;
      if ((list[up] as T).bound >= one.bound) break;
      this.#swap(at, up);
      at = up;
    }
  }

  pop(): T | undefined {
    const list = this.#list;
    const top = list[0];
    const last = list.pop();
    if (top === undefined || last === undefined || list.length === 0) return top;
    list[0] = last;
    for (let at = 0; ; ) {
      let down = 2 * at + 1;
      if (down >= list.length) return top;
      if (down + 1 < list.length && (list[down + 1] as T).bound > (list[down] as T).bound) down++;
      if ((list[at] as T).bound >= (list[down] as T).bound) return top;
      this.#swap(at, down);
      at = down;
    }
  }

  #swap(a: number, b: number): void {
    const list = this.#list;
    [list[a], list[b]] = [list[b] as T, list[a] as T];
  }
}
