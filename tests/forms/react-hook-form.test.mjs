// react-hook-form with the resolver for Standard Schema, in a page.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertShown, closePage, newPlace } from './dom.mjs';
import { MENDED, MESSAGES, rightDraft, wrongDraft } from './posts.mjs';
import { snippetWith } from './snippet.mjs';

const { act, createElement: h } = await import('react');
const { createRoot } = await import('react-dom/client');
const { standardSchemaResolver } = await import('@hookform/resolvers/standard-schema');
const { useForm } = await import('react-hook-form');
const { usePostForm } = await snippetWith('react-hook-form');
const { postSchemaWith } = await snippetWith('libraryOptions');

after(closePage);

/** A composer of three fields with their messages. */
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
  const page = newPlace();
  const App = () => h(Composer, { form: useTheForm(), publish: post => published.push(post) });
  const root = createRoot(page.place);
  await act(async () => root.render(h(App)));
  return { ...page, published, close: () => act(async () => root.unmount()) };
}

test('an issue of a platform is shown at its field, and a valid post is submitted', async () => {
  const { enter, submit, shown, published, close } = await composing(() => usePostForm(wrongDraft()));
  await act(async () => submit());
  assertShown(shown, MESSAGES);
  assert.deepEqual(published, []);

  await act(async () => enter('content', MENDED.content));
  assert.equal(shown('content'), '');
  assertShown(shown, { privacyLevel: MESSAGES.privacyLevel, title: MESSAGES.title });
  await act(async () => enter('privacyLevel', MENDED.privacyLevel));
  await act(async () => enter('title', MENDED.title));
  assertShown(shown, { content: /^$/, privacyLevel: /^$/, title: /^$/ });
  await act(async () => submit());
  assert.deepEqual(published, [rightDraft()]);
  await close();
});

test('an issue of the TikTok creator is shown at its field if the schema has the creator', async () => {
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
  const { enter, submit, shown, published, close } = await composing(() =>
    useForm({ resolver, defaultValues: rightDraft() }),
  );
  await act(async () => submit());
  assert.equal(shown('privacyLevel'), 'TikTok does not offer this creator that privacyLevel.');
  assert.deepEqual(published, []);
  await act(async () => enter('privacyLevel', 'FOLLOWER_OF_CREATOR'));
  await act(async () => submit());
  assert.equal(published[0].platforms[1].platformSpecificData.privacyLevel, 'FOLLOWER_OF_CREATOR');
  await close();
});
