// xoshiro128**, seeded by splitmix32. A weak generator once hid four wrong verdicts in twenty thousand. All arithmetic
// is 32-bit, which keeps a hundred thousand payloads cheap.

export class Random {
  #a;
  #b;
  #c;
  #d;

  /** The same seed and stream give the same numbers, so that payload `stream` can be made again alone. */
  constructor(seed, stream = 0) {
    let state = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(stream + 1, 0xc2b2ae35)) | 0;
    const split = () => {
      state = (state + 0x9e3779b9) | 0;
      let z = state;
      z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
      z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
      return z ^ (z >>> 15);
    };
    this.#a = split();
    this.#b = split();
    this.#c = split();
    this.#d = split() | 1;
  }

  /** Uniform in 0 … 2³²−1. */
  bits() {
    const five = Math.imul(this.#b, 5);
    const result = Math.imul((five << 7) | (five >>> 25), 9) >>> 0;
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return result;
  }

  /** Uniform in 0 … n−1. */
  below(n) {
    return Math.floor((this.bits() / 4294967296) * n);
  }

  /** Uniform in low … high, both included. */
  between(low, high) {
    return low + this.below(high - low + 1);
  }

  chance(probability) {
    return this.bits() < probability * 4294967296;
  }

  pick(list) {
    return list[this.below(list.length)];
  }

  /** Shuffles in place. */
  shuffle(list) {
    for (let i = list.length - 1; i > 0; i -= 1) {
      const j = this.below(i + 1);
      [list[i], list[j]] = [list[j], list[i]];
    }
    return list;
  }
}
