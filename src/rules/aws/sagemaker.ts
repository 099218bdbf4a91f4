import { be, isSet, someBlock } from '../predicates.ts';
import type { Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const guide = (page: string) => docs(`sagemaker/latest/dg/${page}.html`);
const notebook = ['aws_sagemaker_notebook_instance'];
const notebookPage = registry('sagemaker_notebook_instance');

export const sagemaker: readonly Rule[] = [
  {
    id: 'aws/bedrock-agent-without-guardrail',
    title: 'An agent of Bedrock answers without a guardrail',
    severity: 'info',
    pillar: 'ml',
    recommended: false,
    why: `What users write and what the model answers goes through unchecked: attempts to turn the agent against its instructions, personal data, subjects that it should keep off. A guardrail filters both ways, and is billed by text.

Leave it for an agent that only your own staff talk to, about data that is no secret.`,
    refs: [docs('bedrock/latest/userguide/agents-guardrail.html'), registry('bedrockagent_agent')],
    equivalents: ['checkov/CKV_AWS_383'],
    check: {
      on: ['aws_bedrockagent_agent'],
      attribute: 'guardrail_configuration.guardrail_identifier',
      must: { ...isSet(), text: 'the identifier of a guardrail' },
    },
    bad: `resource "aws_bedrockagent_agent" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  agent_name              = "example"
  agent_resource_role_arn = aws_iam_role.example.arn
  foundation_model        = "anthropic.claude-sonnet"
}
`,
    good: `resource "aws_bedrockagent_agent" "example" {
  agent_name              = "example"
  agent_resource_role_arn = aws_iam_role.example.arn
  foundation_model        = "anthropic.claude-sonnet"

  guardrail_configuration {
    guardrail_identifier = aws_bedrock_guardrail.example.guardrail_id
    guardrail_version    = aws_bedrock_guardrail.example.version
  }
}
`,
  },
  {
    id: 'aws/bedrock-invocations-partly-logged',
    title: 'What is asked of models in Bedrock is logged without the text',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `The log then says that somebody called a model, and not what was asked or answered: of an attack or a leak there is no trace.

Leave it where the texts may not be kept.`,
    refs: [
      docs('bedrock/latest/userguide/model-invocation-logging.html'),
      registry('bedrock_model_invocation_logging_configuration'),
    ],
    equivalents: [],
    check: {
      on: ['aws_bedrock_model_invocation_logging_configuration'],
      attribute: 'logging_config.text_data_delivery_enabled',
      must: be(true),
      missing: 'passes',
      effect: 'texts of users are kept from then on',
    },
    bad: `resource "aws_bedrock_model_invocation_logging_configuration" "example" {
  logging_config {
    text_data_delivery_enabled = false
                                 ~~~~~
  }
}
`,
    good: `resource "aws_bedrock_model_invocation_logging_configuration" "example" {
  logging_config {
    text_data_delivery_enabled = true
  }
}
`,
  },
  {
    id: 'aws/ml-job-traffic-unencrypted',
    title: 'The machines of a monitoring job talk to each other in plain text',
    severity: 'info',
    pillar: 'ml',
    recommended: false,
    why: `A job on several machines sends data from one to another. Encrypted, it takes longer.

Leave it for jobs on one machine, and on data that is no secret.`,
    refs: [guide('train-encrypt'), registry('sagemaker_data_quality_job_definition')],
    equivalents: ['checkov/CKV_AWS_369'],
    check: {
      on: ['aws_sagemaker_data_quality_job_definition'],
      attribute: 'network_config.enable_inter_container_traffic_encryption',
      must: be(true),
      default: false,
      effect: 'the job takes longer; Terraform replaces its definition',
    },
    bad: `resource "aws_sagemaker_data_quality_job_definition" "example" {
  role_arn = aws_iam_role.example.arn

  network_config {
  ~~~~~~~~~~~~~~
    enable_network_isolation = true
  }
}
`,
    good: `resource "aws_sagemaker_data_quality_job_definition" "example" {
  role_arn = aws_iam_role.example.arn

  network_config {
    enable_network_isolation                  = true
    enable_inter_container_traffic_encryption = true
  }
}
`,
  },
  {
    id: 'aws/ml-volume-key',
    title: 'The disks of a machine learning job are encrypted with a key that AWS manages',
    severity: 'info',
    pillar: 'ml',
    recommended: false,
    why: `While a job runs, its data lies on disks of machines that AWS runs. With a key of your own its policy says who may decrypt, and every use is logged.

Leave it for data that is no secret; machines with disks of their own do not take a key.`,
    refs: [guide('encryption-at-rest'), docs('comprehend/latest/dg/kms-in-comprehend.html')],
    equivalents: ['checkov/CKV_AWS_268', 'checkov/CKV_AWS_368'],
    check: [
      {
        on: ['aws_comprehend_document_classifier', 'aws_comprehend_entity_recognizer'],
        attribute: 'volume_kms_key_id',
        must: { ...isSet(), text: 'a key of your own' },
      },
      {
        on: ['aws_sagemaker_data_quality_job_definition'],
        attribute: 'job_resources.cluster_config.volume_kms_key_id',
        must: { ...isSet(), text: 'a key of your own' },
      },
    ],
    bad: `resource "aws_comprehend_entity_recognizer" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                 = "example"
  language_code        = "en"
  data_access_role_arn = aws_iam_role.example.arn
}
`,
    good: `resource "aws_comprehend_entity_recognizer" "example" {
  name                 = "example"
  language_code        = "en"
  data_access_role_arn = aws_iam_role.example.arn
  volume_kms_key_id    = aws_kms_key.example.arn
}
`,
  },
  {
    id: 'aws/model-without-data-capture',
    title: 'An endpoint does not keep what its model is asked and answers',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `Whether a model still answers well, and what it was asked by whom when something went wrong, can be told only from requests and answers that were kept. Data capture writes a share of them to a bucket.

Leave it where requests may not be kept, and for models that nobody watches.`,
    refs: [guide('model-monitor-data-capture'), registry('sagemaker_endpoint_configuration')],
    equivalents: [],
    check: {
      on: ['aws_sagemaker_endpoint_configuration'],
      attribute: 'data_capture_config',
      must: someBlock({
        where: [{ attribute: 'enable_capture', is: be(true), default: false }],
        text: 'one that is enabled',
      }),
    },
    bad: `resource "aws_sagemaker_endpoint_configuration" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  production_variants {
    model_name = aws_sagemaker_model.example.name
  }
}
`,
    good: `resource "aws_sagemaker_endpoint_configuration" "example" {
  production_variants {
    model_name = aws_sagemaker_model.example.name
  }

  data_capture_config {
    enable_capture              = true
    destination_s3_uri          = "s3://example/captured"
    initial_sampling_percentage = 10

    capture_options {
      capture_mode = "InputAndOutput"
    }
  }
}
`,
  },
  {
    id: 'aws/model-without-network-isolation',
    title: 'The container of a model may go wherever its network leads',
    severity: 'info',
    pillar: 'ml',
    recommended: false,
    why: `A model is often a file from elsewhere that is run. With network isolation its container makes no connection at all: what it is given cannot be sent away. SageMaker itself still loads the model and brings the requests.

Leave it for containers that call other services, within a VPC whose firewall says which.`,
    refs: [guide('mkt-algo-model-internet-free'), registry('sagemaker_model')],
    equivalents: ['checkov/CKV_AWS_370'],
    check: {
      on: ['aws_sagemaker_model'],
      attribute: 'enable_network_isolation',
      must: be(true),
      default: false,
      so: 'so that data cannot be sent away',
      effect: 'containers that call other services fail; Terraform replaces the model',
    },
    bad: `resource "aws_sagemaker_model" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  execution_role_arn = aws_iam_role.example.arn
}
`,
    good: `resource "aws_sagemaker_model" "example" {
  execution_role_arn       = aws_iam_role.example.arn
  enable_network_isolation = true
}
`,
  },
  {
    id: 'aws/notebook-direct-internet',
    title: 'A notebook goes to the internet past your network',
    severity: 'warning',
    pillar: 'ml',
    recommended: true,
    why: `Beside the interface in your VPC, the notebook has one of SageMaker's own that leads to the internet: packages come in and data goes out past firewalls, endpoints and flow logs. Without it, everything goes through the VPC.

Leave it for notebooks that hold no data of yours.`,
    refs: [guide('appendix-notebook-and-internet-access'), notebookPage],
    equivalents: ['checkov/CKV_AWS_122'],
    check: {
      on: notebook,
      attribute: 'direct_internet_access',
      must: be('Disabled'),
      default: 'Enabled',
      so: 'so that all traffic goes through your VPC',
      effect: 'Terraform replaces the notebook, which needs subnet_id and security_groups',
    },
    bad: `resource "aws_sagemaker_notebook_instance" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name          = "example"
  instance_type = "ml.t3.medium"
  role_arn      = aws_iam_role.example.arn
  subnet_id     = aws_subnet.example.id
}
`,
    good: `resource "aws_sagemaker_notebook_instance" "example" {
  name                   = "example"
  instance_type          = "ml.t3.medium"
  role_arn               = aws_iam_role.example.arn
  subnet_id              = aws_subnet.example.id
  direct_internet_access = "Disabled"
}
`,
  },
  {
    id: 'aws/notebook-old-metadata-service',
    title: 'A notebook answers requests for its credentials without a token',
    severity: 'warning',
    pillar: 'ml',
    recommended: true,
    why: `The first version of the metadata service gives the credentials of the role to any request from the machine, also to one that a web page or a package was tricked into. The second one asks for a token first.

Leave it while old tools that do not know the second version are being replaced.`,
    refs: [guide('nbi-imds'), notebookPage],
    equivalents: ['checkov/CKV_AWS_371'],
    check: {
      on: notebook,
      attribute: 'instance_metadata_service_configuration.minimum_instance_metadata_service_version',
      must: be('2'),
      default: '1',
      so: 'so that credentials are given for a token only',
      effect: 'tools that know the first version only fail',
    },
    bad: `resource "aws_sagemaker_notebook_instance" "example" {
  name          = "example"
  instance_type = "ml.t3.medium"
  role_arn      = aws_iam_role.example.arn

  instance_metadata_service_configuration {
    minimum_instance_metadata_service_version = "1"
                                                ~~~
  }
}
`,
    good: `resource "aws_sagemaker_notebook_instance" "example" {
  name          = "example"
  instance_type = "ml.t3.medium"
  role_arn      = aws_iam_role.example.arn

  instance_metadata_service_configuration {
    minimum_instance_metadata_service_version = "2"
  }
}
`,
  },
  {
    id: 'aws/notebook-outside-vpc',
    title: 'A notebook does not stand in a network of yours',
    severity: 'warning',
    pillar: 'ml',
    recommended: true,
    why: `Without a subnet it stands in a network of SageMaker's: it reaches the internet and nothing private, no security group holds for it, and no flow log sees it.

Leave it for notebooks that hold no data of yours.`,
    refs: [guide('appendix-notebook-and-internet-access'), notebookPage],
    equivalents: ['checkov/CKV_AWS_306'],
    check: {
      on: notebook,
      attribute: 'subnet_id',
      must: { ...isSet(), text: 'a subnet' },
      so: 'so that the notebook stands in your VPC',
    },
    bad: `resource "aws_sagemaker_notebook_instance" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name          = "example"
  instance_type = "ml.t3.medium"
  role_arn      = aws_iam_role.example.arn
}
`,
    good: `resource "aws_sagemaker_notebook_instance" "example" {
  name          = "example"
  instance_type = "ml.t3.medium"
  role_arn      = aws_iam_role.example.arn
  subnet_id     = aws_subnet.example.id
}
`,
  },
  {
    id: 'aws/notebook-root-access',
    title: 'Users of a notebook are root on its machine',
    severity: 'warning',
    pillar: 'ml',
    recommended: true,
    why: `As root, users and the packages they load may change what the machine runs, switch off what watches it and read what others left there. Lifecycle scripts run as root either way.

Leave it for a notebook of one person who must install system packages.`,
    refs: [guide('nbi-root-access'), notebookPage],
    equivalents: ['checkov/CKV_AWS_307'],
    check: {
      on: notebook,
      attribute: 'root_access',
      must: be('Disabled'),
      default: 'Enabled',
      effect: 'users install no more system packages',
    },
    bad: `resource "aws_sagemaker_notebook_instance" "example" {
  name          = "example"
  instance_type = "ml.t3.medium"
  role_arn      = aws_iam_role.example.arn
  root_access   = "Enabled"
                  ~~~~~~~~~
}
`,
    good: `resource "aws_sagemaker_notebook_instance" "example" {
  name          = "example"
  instance_type = "ml.t3.medium"
  role_arn      = aws_iam_role.example.arn
  root_access   = "Disabled"
}
`,
  },
  {
    id: 'aws/studio-public-internet',
    title: 'SageMaker Studio goes to the internet past your network',
    severity: 'warning',
    pillar: 'ml',
    recommended: true,
    why: `Only the traffic to the shared file system goes through the VPC; all other goes by a network of SageMaker's to the internet, past firewalls, endpoints and flow logs.

Leave it for a domain whose users work on public data.`,
    refs: [guide('studio-notebooks-and-internet-access'), registry('sagemaker_domain')],
    equivalents: [],
    check: {
      on: ['aws_sagemaker_domain'],
      attribute: 'app_network_access_type',
      must: be('VpcOnly'),
      default: 'PublicInternetOnly',
      so: 'so that all traffic goes through your VPC',
      effect: 'the VPC needs endpoints or a NAT gateway',
    },
    bad: `resource "aws_sagemaker_domain" "example" {
  domain_name             = "example"
  auth_mode               = "IAM"
  vpc_id                  = aws_vpc.example.id
  subnet_ids              = [aws_subnet.example.id]
  app_network_access_type = "PublicInternetOnly"
                            ~~~~~~~~~~~~~~~~~~~~
}
`,
    good: `resource "aws_sagemaker_domain" "example" {
  domain_name             = "example"
  auth_mode               = "IAM"
  vpc_id                  = aws_vpc.example.id
  subnet_ids              = [aws_subnet.example.id]
  app_network_access_type = "VpcOnly"
}
`,
  },
];
