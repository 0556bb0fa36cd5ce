// Counts the trap calls of Proxies. Import it before any module that creates them.

let count = 0;

/** The number of trap calls so far. */
export const readings = () => count;

/** A handler whose traps count, then act. Each trap is looked up when it is needed, as in the platform. */
class Counting {
  constructor(handler) {
    this.handler = handler;
  }
}

for (const name of Object.getOwnPropertyNames(Reflect)) {
  const plain = Reflect[name];
  Counting.prototype[name] = function (...args) {
    count += 1;
    const trap = this.handler[name];
    return trap ? trap.apply(this.handler, args) : plain(...args);
  };
}

const counted = handler => (typeof handler === 'object' && handler !== null ? new Counting(handler) : handler);

globalThis.Proxy = new Proxy(Proxy, {
  construct: (Native, [target, handler]) => new Native(target, counted(handler)),
  get: (Native, name, self) =>
    name === 'revocable'
      ? (target, handler) => Native.revocable(target, counted(handler))
      : Reflect.get(Native, name, self),
});
