// The TikTok part of the form, made from the creator info: the privacy levels and interactions that TikTok offers this
// creator, and its rules of disclosure. The other options come from the schema.

import { html, nothing } from 'lit-html';
import { tiktokForm } from 'postpeer-wasm';
import { labelOf } from '../lib/labels.js';
import { setIn } from '../lib/paths.js';
import { mediaKindOf } from '../lib/post.js';
import { accountOf, change, setValue, state, valueAt } from '../state/store.js';
import { INTERACTIONS, setByUser, VIDEO_ONLY } from '../state/tiktok-defaults.js';
import { choice, toggle } from './form-fields.js';
import { avatar, icon } from './ui.js';

/** The options that this part shows. */
export const TIKTOK_OPTIONS = new Set([
  'privacyLevel',
  'disableComment',
  'disableDuet',
  'disableStitch',
  'brandContentToggle',
  'brandOrganicToggle',
]);

const MUSIC_USAGE = 'https://www.tiktok.com/legal/page/global/music-usage-confirmation/en';
const BRANDED_CONTENT = 'https://www.tiktok.com/legal/page/global/bc-policy/en';

const formatSeconds = seconds => (seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`);

/** Account ids with disclosure switched on. The kind of disclosure is a second decision, so the post has none yet. */
const disclosing = new Set();

export function tiktokFields(target, index, optionOf) {
  const creatorInfo = state.creators[target.accountId];
  if (!creatorInfo || creatorInfo.problem) {
    return html`<p class="creator ${creatorInfo && !creatorInfo.isLoading ? 'bad' : ''}" role="status">
      ${creatorInfo?.problem ?? 'Choose an account to see what it may do.'}
    </p>`;
  }
  const form = tiktokForm(creatorInfo);
  const pathOf = key => ['platforms', index, 'platformSpecificData', key];
  const isOwnBrand = valueAt(pathOf('brandOrganicToggle')) === true;
  const isBranded = valueAt(pathOf('brandContentToggle')) === true;
  const isDisclosing = isOwnBrand || isBranded || disclosing.has(target.accountId);
  const isVideo = mediaKindOf(state.post) !== 'photos';
  const level = valueAt(pathOf('privacyLevel'));
  const offered = form.privacyLevel.options;
  const isPrivateLevel = offered.some(({ value, withBrandedContent }) => value === level && !withBrandedContent);

  const setDisclosing = on => {
    if (on) disclosing.add(target.accountId);
    else disclosing.delete(target.accountId);
    change(({ post }) => {
      if (on) return;
      setIn(post, pathOf('brandOrganicToggle'), undefined);
      setIn(post, pathOf('brandContentToggle'), undefined);
    });
  };

  return html` <p class="creator">
      ${avatar({ ...accountOf(target), displayName: form.creator.nickname, imageUrl: form.creator.avatarUrl }, null)}
      <span
        >Posting as
        <b>${form.creator.nickname ?? form.creator.username}</b
        >${form.creator.username ? html` <span class="soft">@${form.creator.username}</span>` : nothing}<br /><span
          class="soft"
          >Videos up to ${formatSeconds(form.maxDurationSec)}</span
        ></span
      >
    </p>
    <div class="fields">
      ${choice(
        {
          ...optionOf('privacyLevel'),
          doc: isBranded
            ? 'Branded content cannot be private.'
            : 'What TikTok offers this creator. Nothing is chosen beforehand.',
        },
        pathOf('privacyLevel'),
        {
          emptyLabel: 'Choose who can watch',
          choices: offered.map(({ value, label, withBrandedContent }) => [
            value,
            label,
            isBranded && !withBrandedContent,
          ]),
        },
      )}
      <fieldset class="field">
        <legend>What others may do</legend>
        ${INTERACTIONS.filter(([key]) => isVideo || !VIDEO_ONLY.includes(key)).map(([key, part]) =>
          toggle({
            path: pathOf(key),
            label: labelOf(key),
            checked: !form[part].disabled && valueAt(pathOf(key)) !== true,
            lockReason: form[part].disabled && 'Turned off in this creator’s TikTok settings',
            onChange(on) {
              setByUser(target.accountId, key);
              setValue(pathOf(key), on ? undefined : true);
            },
          }),
        )}
      </fieldset>
      <fieldset class="field wide disclosure">
        <legend>Disclosure</legend>
        ${toggle({
          path: ['disclosure', index],
          label: 'This post promotes a brand, a product or a service',
          checked: isDisclosing,
          onChange: setDisclosing,
        })}
        ${
          isDisclosing
            ? html`<div class="sub">
                ${toggle({
                  path: pathOf('brandOrganicToggle'),
                  label: labelOf('brandOrganicToggle'),
                  help: 'You promote yourself or your own business. It will be labelled “Promotional content”.',
                  checked: isOwnBrand,
                  onChange: on => setValue(pathOf('brandOrganicToggle'), on || undefined),
                })}
                ${toggle({
                  path: pathOf('brandContentToggle'),
                  label: labelOf('brandContentToggle'),
                  checked: isBranded,
                  help: 'You promote another brand, for something in return. It will be labelled “Paid partnership”.',
                  lockReason:
                    isPrivateLevel && !isBranded && `Not with “${labelOf(level)}”: branded content cannot be private`,
                  onChange: on => setValue(pathOf('brandContentToggle'), on || undefined),
                })}
                ${
                  !isOwnBrand && !isBranded
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
          ${
            isBranded
              ? html`<a href=${BRANDED_CONTENT} target="_blank" rel="noreferrer">Branded Content Policy</a> and `
              : nothing
          }<a href=${MUSIC_USAGE} target="_blank" rel="noreferrer">Music Usage Confirmation</a>.
        </p>
      </fieldset>
    </div>`;
}
