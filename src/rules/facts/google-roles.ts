/** Google's basic roles that change things; the third, `viewer`, reads. */
export const basicRoles: readonly string[] = ['roles/owner', 'roles/editor'];

/** Roles by which a principal acts as a service account directly. */
export const actAsRoles: readonly string[] = ['roles/iam.serviceAccountUser', 'roles/iam.serviceAccountTokenCreator'];

/**
 * Other roles that lead to acting as service accounts of a project, folder or organisation: they make keys or tokens,
 * deploy code under an account, or change who may.
 */
export const indirectActAsRoles: readonly string[] = [
  'roles/assuredworkloads.admin',
  'roles/cloudbuild.serviceAgent',
  'roles/cloudfunctions.serviceAgent',
  'roles/composer.worker',
  'roles/dataflow.admin',
  'roles/dataflow.developer',
  'roles/dataflow.serviceAgent',
  'roles/dataproc.admin',
  'roles/dataproc.editor',
  'roles/dataproc.serviceAgent',
  'roles/deploymentmanager.editor',
  'roles/iam.securityAdmin',
  'roles/iam.serviceAccountAdmin',
  'roles/iam.serviceAccountKeyAdmin',
  'roles/iam.serviceAccountOpenIdTokenCreator',
  'roles/iam.workloadIdentityUser',
  'roles/resourcemanager.folderAdmin',
  'roles/resourcemanager.folderIamAdmin',
  'roles/resourcemanager.organizationAdmin',
  'roles/resourcemanager.projectIamAdmin',
  'roles/run.serviceAgent',
  'roles/serverless.serviceAgent',
];

/** Mail providers at which anybody opens an account, outside every organisation. */
export const personalMailDomains: readonly string[] = [
  'aol.com',
  'gmail.com',
  'googlemail.com',
  'gmx.com',
  'gmx.de',
  'hotmail.com',
  'icloud.com',
  'live.com',
  'mail.com',
  'mail.ru',
  'me.com',
  'msn.com',
  'outlook.com',
  'proton.me',
  'protonmail.com',
  'qq.com',
  'web.de',
  'yahoo.com',
  'yandex.com',
  'yandex.ru',
  'ymail.com',
  'zoho.com',
];
