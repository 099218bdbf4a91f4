/** Actions of RAM by which whoever may use them on anything can get every right of the account. */
export const escalating: readonly string[] = [
  'ram:AddUserToGroup',
  'ram:AttachPolicyToGroup',
  'ram:AttachPolicyToRole',
  'ram:AttachPolicyToUser',
  'ram:CreateAccessKey',
  'ram:CreateLoginProfile',
  'ram:CreatePolicyVersion',
  'ram:SetDefaultPolicyVersion',
  'ram:UpdateLoginProfile',
  'ram:UpdateRole',
];
