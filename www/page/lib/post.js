// Reads parts of a post that may be malformed.

export const targetsOf = post => (Array.isArray(post.platforms) ? post.platforms : []);
export const itemsOf = post => (Array.isArray(post.mediaItems) ? post.mediaItems : []);

/** Classifies the media of a post as the rules do. */
export function mediaKindOf(post) {
  const types = itemsOf(post).map(item => item?.type);
  if (types.includes('video')) return 'video';
  return types.some(type => type === 'image' || type === 'gif') ? 'photos' : 'none';
}
