// Counts how often Proxies are asked anything. Imported before those who make them.

let count = 0;

/** How often Proxies have been asked until now. */
export const readings = () => count;

const TRAPS = Object.getOwnPropertyNames(Reflect).filter((name) => typeof Reflect[name] === 'function');

/** The handler, each of whose traps counts first. Each trap is looked up when it is needed, as the platform does. */
const counting = (handler) =>
  Object.fromEntries(
    TRAPS.map((name) => [
      name,
      (...args) => {
        count += 1;
        return (handler[name] ?? Reflect[name]).apply(handler, args);
      },
    ]),
  );

const isHandler = (handler) => typeof handler === 'object' && handler !== null;

globalThis.Proxy = new Proxy(Proxy, {
  construct: (Native, [target, handler]) => new Native(target, isHandler(handler) ? counting(handler) : handler),
  get: (Native, name, self) =>
    name === 'revocable' ? (target, handler) => Native.revocable(target, counting(handler)) : Reflect.get(Native, name, self),
});
