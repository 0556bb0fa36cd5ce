// The options that each platform is shown with. Only how they look: what is allowed is the validator's business.

export const FIELDS = {
  youtube: [
    { key: 'title', label: 'Title', placeholder: 'The first 100 characters of the text' },
    { key: 'visibility', label: 'Visibility', kind: 'choice', none: 'Public', options: [['public', 'Public'], ['unlisted', 'Unlisted'], ['private', 'Private']] },
    { key: 'tags', label: 'Tags', kind: 'list', placeholder: 'coding, devtips' },
    { key: 'categoryId', label: 'Category', kind: 'choice', none: 'People & Blogs', options: [['27', 'Education'], ['28', 'Science & Technology'], ['24', 'Entertainment'], ['10', 'Music'], ['20', 'Gaming']] },
    { key: 'firstComment', label: 'First comment', kind: 'area' },
    { key: 'madeForKids', label: 'Made for kids', kind: 'check' },
    { key: 'containsSyntheticMedia', label: 'Contains altered or synthetic content', kind: 'check' },
  ],
  instagram: [
    { key: 'contentType', label: 'Publish as', kind: 'choice', none: 'Feed post or Reel', options: [['story', 'Story']] },
    { key: 'coverUrl', label: 'Cover image', kind: 'url', placeholder: 'https://…' },
    { key: 'shareToFeed', label: 'Reel in the feed', kind: 'choice', none: 'Yes', options: [[false, 'No, in Reels alone']] },
    { key: 'collaborators', label: 'Collaborators', kind: 'list', placeholder: 'ada.reyes, kite.maker' },
  ],
  twitter: [
    { key: 'replySettings', label: 'Who can reply', kind: 'choice', none: 'Everyone', options: [['following', 'Accounts you follow'], ['mentionedUsers', 'Mentioned accounts'], ['subscribers', 'Subscribers'], ['verified', 'Verified accounts']] },
    { key: 'communityId', label: 'Community' },
    { key: 'longPost', label: 'Long post (Premium accounts)', kind: 'check' },
  ],
  linkedin: [
    { key: 'visibility', label: 'Visibility', kind: 'choice', none: 'Everyone', options: [['PUBLIC', 'Everyone'], ['CONNECTIONS', 'Connections']] },
    { key: 'articleUrl', label: 'Link', kind: 'url', placeholder: 'https://…' },
    { key: 'articleTitle', label: 'Link title' },
    { key: 'documentTitle', label: 'Document title' },
  ],
  facebook: [
    { key: 'link', label: 'Link', kind: 'url', placeholder: 'https://…', help: 'For posts without media.' },
    { key: 'published', label: 'Publish', kind: 'choice', none: 'At once', options: [[false, 'As a draft on the Page']] },
    { key: 'videoThumbnailUrl', label: 'Video thumbnail', kind: 'url', placeholder: 'https://…' },
  ],
  threads: [
    { key: 'replyControl', label: 'Who can reply', kind: 'choice', none: 'Everyone', options: [['everyone', 'Everyone'], ['accounts_you_follow', 'Accounts you follow'], ['mentioned_only', 'Mentioned accounts']] },
    { key: 'altText', label: 'Alt text, one an image', kind: 'list' },
  ],
  pinterest: [
    { key: 'boardId', label: 'Board', kind: 'choice', none: 'Choose a board', from: 'boards' },
    { key: 'title', label: 'Title', placeholder: 'The first line of the text' },
    { key: 'link', label: 'Link', kind: 'url', placeholder: 'https://…' },
    { key: 'altText', label: 'Alt text' },
  ],
  bluesky: [
    { key: 'langs', label: 'Languages', kind: 'list', placeholder: 'en' },
    { key: 'altText', label: 'Alt text, one an image', kind: 'list' },
  ],
  googlebusiness: [
    { key: 'topicType', label: 'Kind of post', kind: 'choice', none: 'Update', options: [['STANDARD', 'Update'], ['EVENT', 'Event'], ['OFFER', 'Offer']] },
    { key: 'callToActionType', label: 'Button', kind: 'choice', none: 'No button', options: [['BOOK', 'Book'], ['ORDER', 'Order'], ['SHOP', 'Shop'], ['LEARN_MORE', 'Learn more'], ['SIGN_UP', 'Sign up'], ['CALL', 'Call'], ['GET_OFFER', 'Get offer']] },
    { key: 'callToActionUrl', label: 'Where the button leads', kind: 'url', placeholder: 'https://…' },
    { key: 'eventTitle', label: 'Event title' },
  ],
};
