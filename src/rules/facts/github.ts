/** The issuer of the tokens that workflows on GitHub get. */
export const githubIssuer = 'token.actions.githubusercontent.com';

/** Subjects of such tokens that name an owner: `repo:owner/...`, or a claim of the owner's that was put first. */
export const ownedSubject =
  /^(?:repo(?:sitory)?:[^*?/:]+\/.|repository_(?:owner|id|owner_id):[^*?]|job_workflow_ref:[^*?/]+\/[^*?/]|enterprise(?:_id)?:[^*?])/;
