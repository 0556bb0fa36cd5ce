// react-hook-form with the resolver for Standard Schema, in a page.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertErrors, closeWindow, createContainer } from './dom.mjs';
import { FIXES, MESSAGES, validDraft, invalidDraft } from './posts.mjs';
import { importSnippet } from './snippet.mjs';

const { act, createElement: h } = await import('react');
const { createRoot } = await import('react-dom/client');
const { standardSchemaResolver } = await import('@hookform/resolvers/standard-schema');
const { useForm } = await import('react-hook-form');
const { usePostForm } = await importSnippet('react-hook-form');
const { postSchemaWith } = await importSnippet('libraryOptions');

after(closeWindow);

/** A composer of three fields, each with its message. */
function Composer({
  form: {
    register,
    handleSubmit,
    formState: { errors },
  },
  publish,
}) {
  const options = errors.platforms ?? [];
  const field = (tag, name, path, error) => [
    h(tag, { key: name, 'data-field': name, ...register(path) }),
    h('p', { key: `${name}?`, 'data-error': name }, error?.message),
  ];
  return h(
    'form',
    { onSubmit: handleSubmit(post => publish(post)) },
    field('textarea', 'content', 'content', errors.content),
    field(
      'input',
      'privacyLevel',
      'platforms.1.platformSpecificData.privacyLevel',
      options[1]?.platformSpecificData?.privacyLevel,
    ),
    field('input', 'title', 'platforms.2.platformSpecificData.title', options[2]?.platformSpecificData?.title),
  );
}

async function composing(useTheForm) {
  const published = [];
  const page = createContainer();
  const App = () => h(Composer, { form: useTheForm(), publish: post => published.push(post) });
  const root = createRoot(page.container);
  await act(async () => root.render(h(App)));
  return { ...page, published, close: () => act(async () => root.unmount()) };
}

test('each field shows its error, and a valid post is submitted', async () => {
  const { enter, submit, errorText, published, close } = await composing(() => usePostForm(invalidDraft()));
  await act(async () => submit());
  assertErrors(errorText, MESSAGES);
  assert.deepEqual(published, []);

  await act(async () => enter('content', FIXES.content));
  assert.equal(errorText('content'), '');
  assertErrors(errorText, { privacyLevel: MESSAGES.privacyLevel, title: MESSAGES.title });
  await act(async () => enter('privacyLevel', FIXES.privacyLevel));
  await act(async () => enter('title', FIXES.title));
  assertErrors(errorText, { content: /^$/, privacyLevel: /^$/, title: /^$/ });
  await act(async () => submit());
  assert.deepEqual(published, [validDraft()]);
  await close();
});

test('with creator info, the privacy level shows that TikTok does not offer it', async () => {
  const creatorInfo = {
    tt_321: {
      privacyLevelOptions: ['FOLLOWER_OF_CREATOR'],
      commentDisabled: false,
      duetDisabled: false,
      stitchDisabled: false,
      maxVideoPostDurationSec: 60,
    },
  };
  const resolver = standardSchemaResolver(postSchemaWith({ creatorInfo }));
  const { enter, submit, errorText, published, close } = await composing(() =>
    useForm({ resolver, defaultValues: validDraft() }),
  );
  await act(async () => submit());
  assert.equal(errorText('privacyLevel'), 'TikTok does not offer this creator that privacyLevel.');
  assert.deepEqual(published, []);
  await act(async () => enter('privacyLevel', 'FOLLOWER_OF_CREATOR'));
  await act(async () => submit());
  assert.equal(published[0].platforms[1].platformSpecificData.privacyLevel, 'FOLLOWER_OF_CREATOR');
  await close();
});
