import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const VERSION = '4.1.0';
const CACHE = join(homedir(), '.cache', 'placement-lifecycle', `kafka-${VERSION}`);

export type Broker = Readonly<{ brokers: readonly string[]; stop: () => Promise<void> }>;

/**
 * A real Apache Kafka: the one named by `KAFKA_BROKERS`, or one of our own in KRaft mode, from Maven
 * Central, kept for the next time. Undefined where neither can be had.
 */
export const startBroker = async (port: number): Promise<Broker | undefined> => {
  const given = process.env['KAFKA_BROKERS'];
  if (given !== undefined) return { brokers: given.split(','), stop: async () => undefined };
  if (!fetched()) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'kafka-'));
  const settings = join(folder, 'server.properties');
  writeFileSync(settings, properties(folder, port));
  const java = (memory: string, ...args: readonly string[]): readonly string[] => [
    ...[`-Xmx${memory}`, '-cp', `${CACHE}/*`, ...args],
  ];
  const format = ['format', '-t', 'AAAAAAAAQACAAAAAAAAAAQ', '-c', settings];
  execFileSync('java', java('128m', 'kafka.tools.StorageTool', ...format), { stdio: 'ignore' });
  const child = spawn('java', java('384m', 'kafka.Kafka', settings), { stdio: 'ignore' });
  await listening(port, child);
  return {
    brokers: [`127.0.0.1:${port}`],
    stop: async () => {
      const ended = new Promise((resolve) => child.on('exit', resolve));
      child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const fetched = (): boolean => {
  if (existsSync(CACHE)) return true;
  const work = mkdtempSync(join(tmpdir(), 'kafka-fetch-'));
  try {
    writeFileSync(join(work, 'pom.xml'), POM);
    const copy = ['-q', '-B', 'dependency:copy-dependencies', `-DoutputDirectory=${work}/jars`];
    // Otherwise some settings of Maven put each library into a folder of its own.
    const flat = ['-Dmdep.useSubDirectoryPerArtifact=false', '-Dmdep.useRepositoryLayout=false'];
    execFileSync('mvn', [...copy, ...flat], { cwd: work, stdio: 'ignore' });
    mkdirSync(CACHE, { recursive: true });
    execFileSync('sh', ['-c', `find "${work}/jars" -name '*.jar' -exec cp {} "${CACHE}/" \\;`]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
};

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>placements</groupId><artifactId>broker</artifactId><version>1</version><dependencies><dependency>
<groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${VERSION}</version>
</dependency></dependencies></project>`;

const properties = (folder: string, port: number): string =>
  [
    ...['process.roles=broker,controller', 'node.id=1'],
    `controller.quorum.voters=1@127.0.0.1:${port + 1}`,
    `listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${port + 1}`,
    `advertised.listeners=PLAINTEXT://127.0.0.1:${port}`,
    'controller.listener.names=CONTROLLER',
    'listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    `log.dirs=${join(folder, 'data')}`,
    ...['offsets.topic.replication.factor=1', 'offsets.topic.num.partitions=1'],
    ...['transaction.state.log.replication.factor=1', 'transaction.state.log.min.isr=1'],
    ...['transaction.state.log.num.partitions=1', 'group.initial.rebalance.delay.ms=0'],
    ...['num.network.threads=1', 'num.io.threads=2', 'auto.create.topics.enable=false'],
  ].join('\n');

const listening = async (port: number, child: ChildProcess): Promise<void> => {
  for (let tries = 0; tries < 300 && child.exitCode === null; tries += 1) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true));
      socket.on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });
    if (open) return;
    await pause(200);
  }
  throw new Error('The broker did not start.');
};
