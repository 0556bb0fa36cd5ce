// Regle in Vue: its state is a Proxy, which the validator reads like any object.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertShown, closePage, newPlace } from './dom.mjs';
import { MENDED, MESSAGES, rightDraft, wrongDraft } from './posts.mjs';
import { snippetWith } from './snippet.mjs';

const { createApp, h, isReactive, nextTick } = await import('vue');
const { usePostForm } = await snippetWith('@regle/schemas');

after(closePage);

test('an issue of a platform is shown at its field, and a valid post is submitted', async () => {
  const published = [];
  const { place, enter, submit, shown } = newPlace();
  let submitted;
  const app = createApp({
    setup() {
      const { r$ } = usePostForm(wrongDraft());
      assert.ok(isReactive(r$.$value));
      const options = index => r$.platforms.$each[index].platformSpecificData;
      const field = (name, { $value, $errors }, set) => [
        h('input', { 'data-field': name, value: $value, onInput: event => set(event.target.value) }),
        h('p', { 'data-error': name }, $errors.join(' ')),
      ];
      const publish = async () => {
        const { valid, data } = await r$.$validate();
        if (valid) published.push(data);
      };
      const onSubmit = event => {
        event.preventDefault();
        submitted = publish();
      };
      return () =>
        h('form', { onSubmit }, [
          field('content', r$.content, text => (r$.$value.content = text)),
          field('privacyLevel', options(1).privacyLevel, text => (options(1).$value.privacyLevel = text)),
          field('title', options(2).title, text => (options(2).$value.title = text)),
        ]);
    },
  });
  app.mount(place);

  submit();
  await submitted;
  await nextTick();
  assertShown(shown, MESSAGES);
  assert.deepEqual(published, []);

  enter('content', MENDED.content);
  await nextTick();
  assert.equal(shown('content'), '');
  assertShown(shown, { privacyLevel: MESSAGES.privacyLevel, title: MESSAGES.title });
  enter('privacyLevel', MENDED.privacyLevel);
  enter('title', MENDED.title);
  submit();
  await submitted;
  await nextTick();
  assertShown(shown, { content: /^$/, privacyLevel: /^$/, title: /^$/ });
  assert.deepEqual(published, [rightDraft()]);
  app.unmount();
});
