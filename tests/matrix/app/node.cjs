const modules = {
  main: require('postpeer-wasm'),
  small: require('postpeer-wasm/validate'),
  sandboxed: require('postpeer-wasm/sandbox'),
};

import('./story.mjs')
  .then(({ story }) => story(modules))
  .then(answer => console.log(JSON.stringify(answer)));
