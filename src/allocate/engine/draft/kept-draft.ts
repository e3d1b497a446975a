import type { Compact } from "../compact/compact.ts";
import { dealPayments, fundedOf } from "../compact/plan-form.ts";
import type { Plan } from "../search-state.ts";
import type { Draft } from "./draft.ts";

/** A whole plan in compact form: the mode of each item, and what lanes pay. */
export interface KeptPlan {
  /** Unit: value points. */
  readonly value: number;
  readonly modes: Int32Array;
  readonly flow: Float64Array;
}

/** A draft under change, and the best plan that it has been. */
export class KeptDraft {
  readonly #c: Compact;
  readonly #draft: Draft;
  /** What money is worth on average. */
  readonly #scale: number;
  readonly #firstWeight: number;
  #weight: number;
  #best: KeptPlan | null = null;

  /**
   * `scale`: what money is worth on average. `firstWeight`: what a missed cent counts at first, against that; it doubles when
   * moving money alone does not help.
   */
  constructor(form: Compact, draft: Draft, scale: number, firstWeight = 0.2) {
    this.#c = form;
    this.#draft = draft;
    this.#scale = scale;
    this.#firstWeight = firstWeight;
    this.#weight = firstWeight;
  }

  /** The best plan so far; nothing where none was found. */
  get best(): KeptPlan | null {
    return this.#best;
  }

  /** (bound - value) / value; Infinity without a plan. */
  gap(bound: number): number {
    const value = this.#best?.value ?? 0;
    if (this.#best !== null && bound <= value) return 0;
    return value > 0 ? (bound - value) / value : Infinity;
  }

  /** Goes on from the best plan where the draft misses a floor or share that it could not mend. */
  goBack(): void {
    if (this.#best === null || this.#draft.shortfall <= 0) return;
    this.#draft.load(this.#best.modes, this.#best.flow);
  }

  /** Goes on from the best plan, a missed cent counting as at first; false where there is none. */
  restart(): boolean {
    if (this.#best === null) return false;
    this.#draft.load(this.#best.modes, this.#best.flow);
    this.weighAnew();
    return true;
  }

  /** The best plan so far with its payments. */
  plan(): Plan | null {
    if (this.#best === null) return null;
    const { modes, flow } = this.#best;
    return { funded: fundedOf(this.#c, modes), payments: dealPayments(this.#c, modes, flow) };
  }

  /** Counts a missed cent as at first, or a share of that. */
  weighAnew(share = 1): void {
    this.#weight = share * this.#firstWeight;
    this.weigh();
  }

  /** Counts a missed cent as it did, where the draft or the rules that are asked for are new. */
  weigh(): void {
    const c = this.#c;
    const weight = this.#weight * this.#scale;
    this.#draft.setWeights((r) => (c.isCeiling[r] === 1 || c.isIdle[r] === 1 ? 0 : weight));
  }

  /** Moves money towards rules that are missed; misses count more from time to time. */
  mend(): void {
    const c = this.#c;
    const draft = this.#draft;
    if (draft.shortfall <= 0) return;
    draft.begin();
    for (let r = 0; r < c.rows; r++)
      if (c.isCeiling[r] === 0 && (draft.rowSum[r] as number) > (c.rowLimit[r] as number))
        draft.reroute(r);
    if (draft.shortfall <= 0) return;
    this.#weight *= 2;
    this.weigh();
  }

  /** Whether links, money and ceilings hold, as in every draft that was not loaded from elsewhere. */
  get isSound(): boolean {
    const c = this.#c;
    const draft = this.#draft;
    if (!draft.linksHold || !draft.isPaid) return false;
    for (let r = 0; r < c.rows; r++)
      if (c.isCeiling[r] === 1 && (draft.rowSum[r] as number) > (c.rowLimit[r] as number))
        return false;
    return true;
  }

  /** Mends the draft, and remembers it if it is the best so far. */
  mendAndKeep(): void {
    this.mend();
    this.keep();
  }

  /** Remembers the draft if it keeps every rule and is the best so far. */
  keep(): void {
    const c = this.#c;
    const draft = this.#draft;
    if (this.#best !== null && draft.value <= this.#best.value) return;
    if (draft.shortfall > 0 || !this.isSound) return;
    for (let i = 0; i < c.items; i++)
      if (c.pinned[i] === 1 && (draft.mode[i] as number) < 0) return;
    const [modes, flow] = [Int32Array.from(draft.mode), Float64Array.from(draft.flow)];
    this.#best = { value: draft.value, modes, flow };
  }
}
