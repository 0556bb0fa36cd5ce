// Counts how often Proxies are asked anything. Imported before those who make them.

let count = 0;

/** How often Proxies have been asked until now. */
export const readings = () => count;

/** A handler, each of whose traps counts first. Each trap is looked up when it is needed, as the platform does. */
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
