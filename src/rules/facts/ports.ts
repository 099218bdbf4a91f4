/** A service that has no business on the internet, and the ports on which it listens by default. */
export interface Service {
  readonly name: string;
  readonly protocol: 'tcp' | 'udp';
  readonly ports: readonly number[];
}

function tcp(name: string, ...ports: number[]): Service {
  return { name, protocol: 'tcp', ports };
}

function udp(name: string, ...ports: number[]): Service {
  return { name, protocol: 'udp', ports };
}

export const ssh = tcp('SSH', 22);
export const http = tcp('HTTP', 80);
export const rdp = tcp('RDP', 3389);
export const rdpOverUdp = udp('RDP', 3389);

/**
 * Databases, remote administration, file sharing, message brokers, and control planes, by IANA's service names and
 * the manuals of the products. SSH and RDP are not among them, since they have rules of their own.
 */
export const sensitiveServices: readonly Service[] = [
  // Remote administration and file transfer
  tcp('FTP', 20, 21),
  tcp('Telnet', 23),
  udp('TFTP', 69),
  tcp('RPC portmapper', 111),
  udp('RPC portmapper', 111),
  tcp('Windows RPC', 135),
  tcp('NetBIOS', 137, 138, 139),
  udp('NetBIOS', 137, 138, 139),
  udp('SNMP', 161, 162),
  tcp('LDAP', 389),
  udp('LDAP', 389),
  tcp('SMB', 445),
  tcp('rlogin and rsh', 512, 513, 514),
  udp('syslog', 514),
  tcp('rsync', 873),
  tcp('NFS', 2049),
  udp('NFS', 2049),
  tcp('VNC', 5800, 5900, 5901),
  tcp('WinRM', 5985, 5986),
  tcp('X11', 6000),
  // Databases, caches and search
  tcp('SQL Server', 1433),
  udp('SQL Server Browser', 1434),
  tcp('Oracle Database', 1521, 2483, 2484),
  tcp('MySQL', 3306, 33060),
  tcp('PostgreSQL', 5432),
  tcp('CouchDB', 5984),
  tcp('Redis', 6379),
  tcp('Neo4j', 7474, 7687),
  tcp('InfluxDB', 8086),
  tcp('ClickHouse', 8123),
  tcp('Cassandra', 7000, 7001, 7199, 9042, 9160),
  tcp('Elasticsearch', 9200, 9300),
  tcp('Memcached', 11211),
  udp('Memcached', 11211),
  tcp('MongoDB', 27017, 27018, 27019),
  tcp('Db2', 50000),
  tcp('Kibana', 5601),
  tcp('Solr', 8983),
  // Message brokers and coordination
  tcp('MQTT', 1883),
  tcp('ZooKeeper', 2181, 2888, 3888),
  tcp('NATS', 4222),
  tcp('AMQP', 5671, 5672),
  tcp('RabbitMQ', 4369, 15672, 25672),
  tcp('Kafka', 9092, 9093),
  tcp('Consul', 8300, 8500),
  tcp('ActiveMQ', 61616),
  // Containers and clusters
  tcp('Docker', 2375, 2376, 2377),
  tcp('etcd', 2379, 2380),
  tcp('Kubernetes API server', 6443),
  tcp('kubelet', 10250, 10255),
  tcp('Kubernetes control plane', 10257, 10259),
  tcp('YARN', 8088),
  tcp('HDFS', 9870),
  tcp('Jupyter', 8888),
  tcp('Prometheus', 9090),
  tcp('Vault', 8200),
];
