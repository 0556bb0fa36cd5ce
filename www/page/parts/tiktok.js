// What TikTok asks a form to show, driven by what it says of this creator: only the levels offered, what is switched
// off stays off, and disclosure has its rules. TikTok's other options come from the tables as everyone's do.

import { html, nothing } from 'lit-html';
import { tiktokForm } from 'postpeer-wasm';
import { inWords } from '../lib/words.js';
import { accountOf, change, mediaKind, setValue, state, targetsOf, valueAt } from '../store.js';
import { write } from '../lib/paths.js';
import { choice, toggle } from './fields.js';
import { avatar, icon } from './bits.js';

/** The options that this form shows by itself. */
export const SHOWN = new Set([
  'privacyLevel',
  'disableComment',
  'disableDuet',
  'disableStitch',
  'brandContentToggle',
  'brandOrganicToggle',
]);

const INTERACTIONS = [
  ['disableComment', 'comment'],
  ['disableDuet', 'duet'],
  ['disableStitch', 'stitch'],
];

const MUSIC = 'https://www.tiktok.com/legal/page/global/music-usage-confirmation/en';
const BRANDED = 'https://www.tiktok.com/legal/page/global/bc-policy/en';

const lasting = seconds => (seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`);

const VIDEO_ONLY = ['disableDuet', 'disableStitch'];

const untouchedOf = (accountId, key) => `${accountId} ${key}`;

/** TikTok asks that comments, duets and stitches are off until the creator switches them on. */
export function startOff(accountId) {
  for (const [key] of INTERACTIONS) state.untouched.add(untouchedOf(accountId, key));
}

/** Photos have no duets and no stitches, and of a draft all is chosen in TikTok: there nothing is sent of them. */
export function keepOff(post) {
  if (state.untouched.size === 0) return;
  const isPhotos = mediaKind(post) === 'photos';
  for (const [index, target] of targetsOf(post).entries()) {
    if (target?.platform !== 'tiktok') continue;
    const isDraft = target.platformSpecificData?.draft === true;
    for (const [key] of INTERACTIONS) {
      if (!state.untouched.has(untouchedOf(target.accountId, key))) continue;
      write(
        post,
        ['platforms', index, 'platformSpecificData', key],
        isDraft || (isPhotos && VIDEO_ONLY.includes(key)) ? undefined : true,
      );
    }
  }
}

/** Disclosure is one decision first, and only then of which kind. */
const disclosing = new Set();

export function tiktokFields(target, index, optionOf) {
  const told = state.creators[target.accountId];
  if (!told || told.problem) {
    return html`<p class="creator ${told && !told.waiting ? 'bad' : ''}" role="status">
      ${told?.problem ?? 'Choose an account to see what it may do.'}
    </p>`;
  }
  const form = tiktokForm(told);
  const at = key => ['platforms', index, 'platformSpecificData', key];
  const own = valueAt(at('brandOrganicToggle')) === true;
  const branded = valueAt(at('brandContentToggle')) === true;
  const discloses = own || branded || disclosing.has(target.accountId);
  const privacy = optionOf('privacyLevel');
  const isVideo = mediaKind() !== 'photos';
  const level = valueAt(at('privacyLevel'));
  const offered = form.privacyLevel.options;
  const isPrivate = offered.some(({ value, withBrandedContent }) => value === level && !withBrandedContent);

  const disclose = on => {
    if (on) disclosing.add(target.accountId);
    else disclosing.delete(target.accountId);
    change(({ post }) => {
      if (on) return;
      write(post, at('brandOrganicToggle'), undefined);
      write(post, at('brandContentToggle'), undefined);
    });
  };

  return html` <p class="creator">
      ${avatar({ ...accountOf(target), displayName: form.creator.nickname, imageUrl: form.creator.avatarUrl }, null)}
      <span
        >Posting as
        <b>${form.creator.nickname ?? form.creator.username}</b
        >${form.creator.username ? html` <span class="soft">@${form.creator.username}</span>` : nothing}<br /><span
          class="soft"
          >Videos up to ${lasting(form.maxDurationSec)}</span
        ></span
      >
    </p>
    <div class="fields">
      ${choice(
        {
          ...privacy,
          doc: branded
            ? 'Branded content cannot be private.'
            : 'What TikTok offers this creator. Nothing is chosen beforehand.',
        },
        at('privacyLevel'),
        {
          none: 'Choose who can watch',
          choices: offered.map(({ value, label, withBrandedContent }) => [
            value,
            label,
            branded && !withBrandedContent,
          ]),
        },
      )}
      <fieldset class="field">
        <legend>What others may do</legend>
        ${INTERACTIONS.filter(([key]) => isVideo || !VIDEO_ONLY.includes(key)).map(([key, part]) =>
          toggle({
            path: at(key),
            label: inWords(key),
            checked: !form[part].disabled && valueAt(at(key)) !== true,
            locked: form[part].disabled && 'Turned off in this creator’s TikTok settings',
            onChange(on) {
              state.untouched.delete(untouchedOf(target.accountId, key));
              setValue(at(key), on ? undefined : true);
            },
          }),
        )}
      </fieldset>
      <fieldset class="field wide disclosure">
        <legend>Disclosure</legend>
        ${toggle({ path: ['disclosure', index], label: 'This post promotes a brand, a product or a service', checked: discloses, onChange: disclose })}
        ${
          discloses
            ? html`<div class="sub">
                ${toggle({ path: at('brandOrganicToggle'), label: inWords('brandOrganicToggle'), help: 'You promote yourself or your own business. It will be labelled “Promotional content”.', checked: own, onChange: on => setValue(at('brandOrganicToggle'), on || undefined) })}
                ${toggle({
                  path: at('brandContentToggle'),
                  label: inWords('brandContentToggle'),
                  checked: branded,
                  help: 'You promote another brand, for something in return. It will be labelled “Paid partnership”.',
                  locked: isPrivate && !branded && `Not with “${inWords(level)}”: branded content cannot be private`,
                  onChange: on => setValue(at('brandContentToggle'), on || undefined),
                })}
                ${
                  !own && !branded
                    ? html`<p class="issue-lines">
                        <span class="warning"
                          >${icon('warning', 'Warning:')}<span
                            >Say whether it is your brand, a third party’s, or both.</span
                          ></span
                        >
                      </p>`
                    : nothing
                }
              </div>`
            : nothing
        }
        <p class="help">
          By posting, you agree to TikTok’s
          ${branded ? html`<a href=${BRANDED} target="_blank" rel="noreferrer">Branded Content Policy</a> and ` : nothing}<a
            href=${MUSIC}
            target="_blank"
            rel="noreferrer"
            >Music Usage Confirmation</a
          >.
        </p>
      </fieldset>
    </div>`;
}
