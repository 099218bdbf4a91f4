import type { Resource } from '../../terraform/model.ts';
import type { Context, Report, Rule } from '../rule.ts';
import { writtenAt } from '../written.ts';
import { docs, registry } from './refs.ts';

/** Reports a project that is attached to one which is not made a host, though it is in the same configuration. */
function* withoutHost(attachment: Resource, context: Context): Iterable<Report> {
  const host = attachment.get('host_project');
  const project = context.target(host);
  if (!host || !project) return;
  if (project.type === 'google_compute_shared_vpc_host_project') return;
  if (project.type !== 'google_project') return;
  const { resources, unsure } = context.referring(project, 'google_compute_shared_vpc_host_project', 'project');
  if (resources.length > 0 || unsure.length > 0) return;
  yield {
    at: writtenAt(attachment, 'host_project'),
    message: `${project.address} is no Shared VPC host, so apply fails. Add a google_compute_shared_vpc_host_project for it.`,
    related: [{ at: project.location, message: 'the project' }],
  };
}

export const sharedVpc: Rule = {
  id: 'gcp/shared-vpc-without-host',
  title: 'A project is attached to one that is no Shared VPC host',
  severity: 'error',
  pillar: 'network',
  recommended: true,
  why: `Before service projects can be attached, the host project has to be made one, or Google refuses. Looked at are attachments whose host project is made in the same configuration.

Leave it where another configuration makes the project a host in between.`,
  refs: [docs('vpc/docs/provisioning-shared-vpc'), registry('compute_shared_vpc_service_project')],
  equivalents: [],
  check: { on: ['google_compute_shared_vpc_service_project'], resource: withoutHost },
  bad: `resource "google_project" "host" {
  name       = "Host"
  project_id = "host"
}

resource "google_compute_shared_vpc_service_project" "example" {
  host_project    = google_project.host.project_id
                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  service_project = "orders"
}
`,
  good: `resource "google_project" "host" {
  name       = "Host"
  project_id = "host"
}

resource "google_compute_shared_vpc_host_project" "host" {
  project = google_project.host.project_id
}

resource "google_compute_shared_vpc_service_project" "example" {
  host_project    = google_compute_shared_vpc_host_project.host.project
  service_project = "orders"
}
`,
};
