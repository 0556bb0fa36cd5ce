// Predicates on issues of the validator.

export const isError = issue => issue.severity === 'error';

export const errorsFirst = issues => [...issues.filter(isError), ...issues.filter(issue => !isError(issue))];

/** True if an issue names the target, alone or among the targets that share it. */
export const isOfTarget = (issue, index) => issue.target === index || issue.targets?.includes(index) === true;

/** True if an issue concerns the post as a whole. */
export const isOfPost = issue => issue.target === undefined && issue.targets === undefined;
