// Regle in Vue. Its state is a Proxy, which the validator accepts.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertErrors, closeWindow, createContainer } from './dom.mjs';
import { FIXES, MESSAGES, validDraft, invalidDraft } from './posts.mjs';
import { importSnippet } from './snippet.mjs';

const { createApp, h, isReactive, nextTick } = await import('vue');
const { usePostForm } = await importSnippet('@regle/schemas');

after(closeWindow);

test('each field shows its error, and a valid post is submitted', async () => {
  const published = [];
  const { container, enter, submit, errorText } = createContainer();
  let submitted;
  const app = createApp({
    setup() {
      const { r$ } = usePostForm(invalidDraft());
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
  app.mount(container);

  submit();
  await submitted;
  await nextTick();
  assertErrors(errorText, MESSAGES);
  assert.deepEqual(published, []);

  enter('content', FIXES.content);
  await nextTick();
  assert.equal(errorText('content'), '');
  assertErrors(errorText, { privacyLevel: MESSAGES.privacyLevel, title: MESSAGES.title });
  enter('privacyLevel', FIXES.privacyLevel);
  enter('title', FIXES.title);
  submit();
  await submitted;
  await nextTick();
  assertErrors(errorText, { content: /^$/, privacyLevel: /^$/, title: /^$/ });
  assert.deepEqual(published, [validDraft()]);
  app.unmount();
});
