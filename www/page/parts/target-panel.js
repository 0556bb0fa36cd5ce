// The tab of one target: its account, text and options.

import { html, nothing } from 'lit-html';
import { uncapitalizeLabel } from '../lib/labels.js';
import { pathKey } from '../lib/paths.js';
import { platformName } from '../lib/platforms.js';
import { mediaKindOf, targetsOf } from '../lib/post.js';
import { optionsOf } from '../lib/schema.js';
import { joinList } from '../lib/text.js';
import { accountOf, issuesIn, state, valueAt } from '../state/store.js';
import { choice, control } from './form-fields.js';
import { targetText } from './text-editor.js';
import { TIKTOK_OPTIONS, tiktokFields } from './tiktok.js';
import { avatar, badge, displayName, handleOf, issueLines } from './ui.js';

/** Options that the media list shows. */
const MEDIA_OPTIONS = new Set(['altText']);

/** Required fields come first, then groups, then switches last. */
function rankOf({ required, kind }) {
  if (required) return 0;
  if (kind === 'group' || kind === 'groups') return 1;
  return kind === 'switch' ? 3 : 2;
}

function boardChoice(field, path, target) {
  const loaded = state.boards[target.accountId];
  const choices = (loaded?.boards ?? []).map(({ id, name }) => [id, name]);
  const help = loaded?.problem ? { doc: loaded.problem } : {};
  return choice({ ...field, ...help }, path, { choices, emptyLabel: 'Choose a board' });
}

/** The options of a target. Those without effect on this post are only listed, unless they are set. */
function optionFields(target, index) {
  const pathOf = key => ['platforms', index, 'platformSpecificData', key];
  const isTiktok = target.platform === 'tiktok';
  const context = { media: mediaKindOf(state.post), options: target.platformSpecificData ?? {} };
  const fields = optionsOf(target.platform).filter(
    ({ key }) => !MEDIA_OPTIONS.has(key) && !(isTiktok && TIKTOK_OPTIONS.has(key)),
  );
  const applies = ({ key, counts }) =>
    counts(context) || valueAt(pathOf(key)) !== undefined || issuesIn(pathOf(key)).length > 0;
  const fieldControl = field =>
    field.key === 'boardId' ? boardChoice(field, pathOf(field.key), target) : control(field, pathOf(field.key));
  const shown = fields.filter(applies).sort((a, b) => rankOf(a) - rankOf(b));
  const idle = fields.filter(field => !applies(field)).map(({ label }) => uncapitalizeLabel(label));
  const tiktokOption = key => optionsOf('tiktok').find(field => field.key === key);
  return html` ${isTiktok ? tiktokFields(target, index, tiktokOption) : nothing}
    <div class="fields">${shown.map(fieldControl)}</div>
    ${idle.length > 0 ? html`<p class="help idle">Without effect on this post: ${joinList(idle)}.</p>` : nothing}`;
}

/** The issues of a target that no control shows, such as a missing account or an unknown key. */
function otherIssues(index) {
  const shownKeys = new Set(['content', 'platformSpecificData']);
  const optionKeys = new Set(optionsOf(targetsOf(state.post)[index]?.platform).map(({ key }) => key));
  return state.check.issues.filter(
    ({ path }) =>
      path[0] === 'platforms' &&
      path[1] === index &&
      (!shownKeys.has(path[2]) || (path[2] === 'platformSpecificData' && !optionKeys.has(path[3]))),
  );
}

const accountLabel = target => handleOf(accountOf(target)) || target?.accountId || 'no account';

export function targetPanel(target, index) {
  const account = accountOf(target);
  return html` <div class="target-head" data-path=${pathKey(['platforms', index])} tabindex="-1">
      ${avatar(account ?? { id: accountLabel(target) }, target?.platform)}
      <div>
        <h2>${platformName(target?.platform)}</h2>
        <p class="soft">
          ${
            account
              ? `${displayName(account)}${account.username ? ` · ${account.username}` : ''}`
              : accountLabel(target)
          }
        </p>
      </div>
      ${account?.authStatus === 'reconnect_required' ? badge('bad', 'Reconnect first') : nothing}
    </div>
    ${issueLines(otherIssues(index))} ${targetText(target, index)}
    ${
      target && optionsOf(target.platform).length > 0
        ? html`<h3>Options</h3>
            ${optionFields(target, index)}`
        : nothing
    }`;
}
