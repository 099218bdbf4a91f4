/**
 * What each post teaches, a fact a line: a short phrase and, after the bar, words that one passage of the note (a paragraph,
 * a list item, a table row) has all of. A word stands for every word that begins with it; `a/b` is either of two.
 */
export const facts: Readonly<Record<string, string>> = {
  'landing-zone-gcp.md': `
    a defined and secure starting architecture | defined secure starting architecture adopting
    its parts | VPC subnet IAM secure stable environment
    on Google Cloud | VPC subnets firewall IAM policies build deploy compliance adoption
    its three purposes | migrate scaling management well-architected reliable secure
    the provider block | google my-gcp-project us-central1
    the network block | my-vpc auto_create_subnetworks "true"
    the subnet block | my-subnet 10.0.0.0/16 us-central1 self_link
    the firewall block | allow-ssh 22 0.0.0.0/0
    the post says so itself, and is a starting point | SSH any address starting point Compute Engine Cloud Storage dependencies
    fix: security groups | security groups AWS Alibaba firewall rules policies hierarchical
    fix: not a landing zone | cloud foundation identities organization billing zones IAM
    47 non-breaking spaces | 47 non-breaking U+00A0 18 38
    IAP instead of the internet | 35.235.240.0/20 iap.tunnelResourceAccessor
    other spellings of the internet | ::/0 0.0.0.0/1 128.0.0.0/1
    targets | target_tags target_service_accounts every instance mix
    what auto mode is | auto subnet region 10.128.0.0/9 peered
    the default | default true leaving out
    the trap of switching | replaces switchToCustomMode import
    own subnets beside auto mode | own subnet auto outside 10.128.0.0/9
    no overlap, but large | 10.0.0.0/16 overlap 10.128.0.0/9 65,536 /20
    flow logs | log_config 0.5 google_network_management_vpc_flow_logs_config
    Private Google Access | private_ip_google_access without external
    versions | required_version required_providers upgrade
    state | backend lock versioning
    quotes are no fault | "true" quotes converted
    self_link is no fault | self_link id equal
    hyphens are no fault | hyphens labels valid underscores refused
    direction and priority are no fault | direction priority INGRESS 1000
    what is missing | egress NAT folders IAM organization sinks keys budget`,

  'finops-research.md': `
    the author | 15 years Bachelor Master computer science PhD
    the interest | frameworks energy cost efficiency
    the reason | large-scale distributed carbon footprint planet
    the link | Green Cloud FinOps
    the approach | empirical practical evaluation real systems
    objective 1 | create analyse FinOps frameworks energy cost
    objective 2 | review assess real-time FinOps systems
    objective 3 | embed sustainability daily design development operation
    where outcomes appear | repository YouTube
    fix: an announcement | announcement metric data result 22 capabilities business value
    fix: two goals | separate goals cheaper carbon region grid`,

  'cost-alibaba.md': `
    premise | many services cost management users control spend
    1 unused instances | report idle stop downsize
    1 stopped still costs storage | stopped storage release compute disks
    1 stop modes | economical StopCharging vCPU memory disks EIPs snapshots
    2 a month of data, seasonal peaks | one month seasonal peaks
    2 volumes cannot be shrunk | shrunk smaller copy
    3 private addresses | public balancer charged private
    4 low-use volumes | week snapshot delete
    5 savings plan | commit steady stable businesses
    6 reserved instances | 70% whole term around clock
    7 second-hand | second-hand no market
    7 fix | marketplace 75% resale
    8 spot | 90% interruption big data containers HPC
    8 target capacity | replacement spot_instance_remedy compensate_with_on_demand target
    9 autoscaling | fleet grows shrinks demand starts stops
    9 review | scaling activities less aggressively minimum
    10 prices vary by region | prices vary region
    10 fix: single zone | zone fee free availability two
    fix: names | Cost Explorer AWS Budget Management
    fix: idle list | upgraded restarted disks EIPs
    fix: 1 or 3 years, 76% | 1 or 3 76% never spot USD hour
    fix: kinds of reserved instance | regional zonal capacity vCPU 5 years
    fix: the command | DescribeScalingActivities
    fix: the threshold | reversed less 1 IOPS week`,

  'podcast.md': `
    what it is | monologues dialogues cloud engineering go
    where | anchor.fm/binpipe platforms playlist
    fix: the page | anchor.fm Spotify Creators
    a leap | not just another run IT leap business innovation
    the journey | consultants legacy premises design deployment transformed
    daily business | infrastructure engineering services daily business
    the platforms | public private hybrid AWS Azure GCP Alibaba VMware Cisco
    fix: whose words | Deloitte advertising`,

  'container-registry-alibaba.md': `
    what a registry is | repository set images Kubernetes DevOps
    what ACR covers | life image secure builds regions permissions Kubernetes
    what an image is | image files components template scale
    push and pull | push pull run anywhere
    public registries, for whom | individuals small teams
    public registries, their strength | quick simple open-source
    their trouble | patching privacy access grow
    private registries | hosted premises self-built commercially support
    the value of private | who access scan patch authenticate users
    five things: authentication | several authentication
    five things: scanning and patching | scanning regular vulnerable patch
    five things: logs | logs audited one user
    five things: automation | automation
    RBAC example | developers push pull testers only directory AD LDAP
    signing | signed upload tracked refused
    tags | tag stage back
    what is claimed | build distribute deploy storage scanning logs API interface clean-up
    fix: Quay | Quay Clair robot garbage Trivy SAS
    fix: storage and identity | OSS RAM CloudSSO tokens alicloud_cr_artifact_lifecycle_rule
    fix: two products | Personal Enterprise
    fix: an image is a template | immutable template running instance
    fix: what a registry stores | blobs manifests digests OCI`,

  'vpc-alibaba.md': `
    what a VPC is | logically isolated own range route gateways IPv4 IPv6
    public and private | public web private databases application
    layers | layered security groups network ACLs
    use 1 | public website HTTP TLS forbid connections
    use 2 | multi-tier web public application databases private filter
    use 3 | recovery back critical instances images replacement send release
    use 4 | corporate firewall capacity users no change racks
    use 5 | datacentre application servers databases premises IPsec grow shrink
    function: own range, split | private range split
    function: bridge | bridge encrypted VPN
    function: add resources | add resources ECS
    function: inspection on premises | route internet VPN inspect
    function: policies | extend security management policies
    fix: names | EC2 ECS release ESS Outposts CloudBox
    fix: vSwitch | vSwitch zone /16 /29
    fix: ranges | RFC 1918 100.64.0.0/10 224.0.0.0/4 127.0.0.0/8 169.254.0.0/16
    fix: the wizard | wizard Amazon VPN Gateway Express Connect CEN
    fix: no VPN to start | no VPN start
    fix: what is public | internet_max_bandwidth_out
    fix: default rules | basic outbound enterprise both
    stateful | stateful 910`,

  'kubernetes-ack.md': `
    what Kubernetes is | open-source orchestrator deploys scales manages
    it suits teams | development operations GitOps
    why containers | portability efficiency deployment
    containerisation | code configuration dependencies same
    its gain | environments faster safer
    orchestration | configures manages coordinates
    before ACK | before manual set-up
    on ECS and serverless | ECS without servers isolated
    integration | monitoring identity VPC
    control plane | zones single point failure unhealthy replaced downtime
    conformant | upstream conformant
    security | patches community release
    hybrid | hybrid premises latency
    batch | Jobs sequential parallel ECS serverless spot
    web applications | web scaled zones
    content management | CMS Crafter authors device developers scales
    fix: names | Fargate ECI ACS CloudWatch CloudMonitor IAM RAM RRSA Outposts
    fix: kinds that are gone | dedicated 2024-08-21 2025-02-17
    fix: patches | maintenance_window operation_policy auto_vul_fix
    fix: Pods | schedules Pods marketing
    the public API server | slb_internet_enabled true public`,

  'oss.md': `
    one job | one job any amount versatile economical safe
    redundant | redundantly loss downtime premises
    not a database | queries RDS cheaper
    not a file system | hierarchy NAS nest
    a machine's disk | disk ECS paid
    write once, read many | once read many
    whole objects | update replaces whole
    the object | bytes metadata key-value
    the bucket | bucket one account region nested
    versions | version back deletion
    region | region latency regulation
    select | select part
    use: backup | backup website database disk
    use: disaster recovery | image server
    use: application data | product images geographic
    use: website | static website endpoint
    access: private by default | private default
    access: policies | policies account address group
    access: MFA | multi-factor acs:MFAPresent
    access: public read | public read restricted write
    encryption | server-side client-side password
    first steps | name region logging versioning grant review confirm upload
    other services write | other services write
    check now and then | use cost authorisations
    when it pays | neither full file system frequent rewriting
    fix: names | EC2 ECS EFS NAS IAM RAM
    fix: redundancy | ZRS LRS twelve nines 99.995%
    fix: the key | key unique bucket name
    fix: select | SelectObject CSV JSON bytes
    fix: block public access | Block Public Access new
    WORM | WORM alicloud_oss_bucket_worm`,

  'tight-deadlines.md': `
    the rule of thumb | quality budget time two manager
    the project | STARZPLAY third
    lesson 1 | expectations parallel order time won
    lesson 2 | automation deployment provisioning/providing cloning sharing
    lesson 3 | small autonomous picked varied leader owns grooming
    lesson 4 | member tracks actions decisions daily documents direction budget priorities
    lesson 5 | acceptance criteria scope optimisation never ends
    lesson 6 | people interactions process
    judged by delivery | customers judge deliver tried
    fix: the quotation | Jobs verified Agile
    fix: the triangle | scope time cost quality inside`,

  'devops-ai-ml.md': `
    mature practices | version control builds CI/CD tests orchestration infrastructure code
    rich tools | tools automate
    what DevOps is | shorten committing production quality
    gain: collaboration | collaboration builds runs wall
    gain: speed | speed automation
    gain: reliability | reliability CI/CD reproduced fail
    what AI is | Minsky McCarthy task human intelligence
    its fields | learning planning reasoning problems knowledge perceiving moving social creativity
    why no standard: methods | universities laboratories CRISP-DM TDSP
    why no standard: tools | tools change body knowledge
    release is not a focus | release focus operations
    DevOps teams do not know | DevOps tools languages artefacts
    a separate workflow | hours days build application wait
    a life cycle | value over time life cycle
    in the team | feature team design development operation
    metrics | precision recall F1 fraud
    measure accuracy | accuracy training validation testing deployment
    measure impact | business impact
    measure data | size volume frequency distribution categories types
    measure operation | called whom problems compute memory
    dashboard | dashboard versions metrics data sets
    when to retrain | data customers seasons trends
    workstream: analysis | acquire explore profile clean transform stage validate
    workstream: experimentation | experimentation features fitting evaluation reproduce
    workstream: release | release production part
    workstream: operation | operation instrumentation store inputs outputs
    workstream: retraining | retraining cadence alerts
    workstream: visualisation | visualisation accuracy history versions
    where to begin | end hard transformation checks quality
    hardware | GPU FPGA CPU TPU IPU
    who maintains, administers | administers hardware
    who prioritises | prioritises
    who secures | security authentication authorisation
    who profiles | profiles slow
    the answer | Kubeflow TensorFlow Google Azure SageMaker
    fix: the quotation | quotation Azure blog
    fix: the paper | ML Test Score Breck 28 half minimum
    fix: tools today | MLflow Kubeflow Vertex SageMaker Azure`,

  'aws-ml-specialty.md': `
    out of the comfort zone | first AWS DevOps comfort zone Solutions Architect
    problems and algorithms | supervised classification regression CNN RNN tree train prepare
    the tally | 50% 25% 25%
    questions | questions 65
    time | time 180 3 hours
    videos | Tech Talk Deep Dive
    free training | free training
    mathematics | linear algebra probability statistics multivariable optimisation
    notebooks | visualisation Jupyter
    gradient descent | regression gradient descent
    deep learning | CNN RNN
    concepts | supervised unsupervised reinforcement training validation test
    algorithms: regression | logistic regression class
    algorithms: SVM, trees | decision tree random forest
    algorithms: neighbours | k-NN
    algorithms: clusters | k-means unsupervised
    service: vision | Rekognition
    service: speech | Polly Transcribe
    service: language | Translate Comprehend
    service: storage | S3 securing
    service: Athena | Athena performance
    service: streams | Firehose Flink
    service: big data | EMR
    service: ETL | Glue
    service: dashboards | Quick
    practice | practice questions official
    still to come | real applications
    fix: retired | retirement 2026-03-31
    fix: domains | 20% 24% 36%
    fix: names | Firehose Flink SageMaker Quick EMR`,
};
