// Made from specs/schemas/whole-result.schema.json by "npm run types". Change the schema, not this file.

export type Text = string;
export type Verdict = 'CERTIFIED' | 'NOT CERTIFIED' | 'INCOMPLETE';
/**
 * 0 certified, 1 not certified, 2 configuration, 3 environment, 4 incomplete, 5 fault of the harness
 */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5;
/**
 * Why a target with the name of Nopan's sandbox is not proven to be it, one sentence each. Derived from identity and assumptions
 *
 * @minItems 1
 */
export type Unproven = string[];
export type Count = number;
/**
 * Where it is (status) and what it showed (result): only what has finished has a result
 */
export type Outcome = Judged | NotJudged | Flaky | Unfinished;
/**
 * Who has to act
 */
export type Blame = 'configuration' | 'environment' | 'integration' | 'api' | 'harness';
export type Duration = number;
/**
 * Header fields in wire order
 */
export type Fields = string[][];
export type Time = string;
/**
 * An outcome as one word
 */
export type State =
  'PASSED' | 'FAILED' | 'FLAKY' | 'WARNING' | 'REVIEW' | 'SKIPPED' | 'BLOCKED' | 'NOT_RUN' | 'INTERRUPTED';
export type ChangedScenarios = string[];

/**
 * The canonical result of one run as the code has it: every report is made from it, and from nothing else. Its file has it in two parts (result.schema.json)
 */
export interface Result {
  tool: {
    name: Text;
    version: Text;
  };
  verdict: Verdict;
  exitCode: ExitCode;
  /**
   * Why this verdict: one sentence each, the weightiest first
   *
   * @minItems 1
   */
  reasons: Text[];
  /**
   * For information: what a reader should know and what does not decide on the verdict, one sentence each
   */
  notes: Text[];
  /**
   * The run was stopped before its end
   */
  interrupted: boolean;
  /**
   * The filter that chose a part of the scenarios, if one did
   */
  selection?: string;
  /**
   * The order in which the scenarios ran, unless it was that of the features: what repeats it
   */
  order?: string;
  /**
   * What the embedded mock drew its ids from, and a random order was drawn from; absent: from the system
   */
  seed?: string;
  /**
   * How often each scenario was to run, when more than once
   */
  repeat?: number;
  target: {
    kind: 'mock' | 'sandbox';
    name: Text;
    baseUrl: Text;
    identity?: TargetIdentity;
    unproven?: Unproven;
    /**
     * Whether Nopan itself runs the target: proven by identity, and no documented value was changed
     */
    official: boolean;
    /**
     * The ways in which this mock was broken on purpose, if it was
     *
     * @minItems 1
     */
    defects?: Text[];
    /**
     * What a reader must know about the target
     */
    note?: string;
  };
  /**
   * Every setting of the wire profile that the run used, by its id
   */
  profile: {
    [k: string]: unknown;
  };
  /**
   * The settings among them that no page of Nopan's states, or that were changed for this run
   */
  assumptions: Assumption[];
  summary: {
    requirements: Counts;
    scenarios: Counts;
    exchanges: Count;
    deliveries: Count;
  };
  requirements: RequirementResult[];
  scenarios: ScenarioResult[];
  coverage: Coverage;
  basis?: Basis;
  /**
   * What went wrong outside any scenario
   */
  faults: Failure[];
  startedAt: Time;
  finishedAt: Time;
  durationMs: Duration;
  /**
   * The folder of the run, relative to the root of its repository, with /; absent: the root. Names of the user's features are relative to it
   */
  workingDirectory?: string;
  operator?: Operator;
  changes?: Changes;
  subject?: Subject;
  /**
   * SHA-256, hex, of the settings that were in force, secrets by reference only, as canonical JSON (RFC 8785)
   */
  configurationDigest?: string;
  inputs?: Inputs;
  options?: Options;
}
/**
 * What the run recorded about the target; official is derived from it
 */
export interface TargetIdentity {
  /**
   * https
   */
  scheme: string;
  /**
   * As the URL parser normalizes it: lower case, IPv6 in brackets
   */
  host: string;
  port: number;
  /**
   * system: the CAs that Node.js ships. configured: the CAs in target.trust, or the embedded mock's
   */
  trust: 'system' | 'configured';
  /**
   * Names of environment variables and Node.js options that can change the trusted CAs or the code of this process: NODE_EXTRA_CA_CERTS, --import
   */
  interference: string[];
  /**
   * Each combination of address and certificate of the TLS connections of all processes of the run
   */
  peers: Peer[];
}
export interface Peer {
  /**
   * IP address at the other end of the socket
   */
  address: string;
  port: number;
  /**
   * TLSv1.3
   */
  protocol: string;
  /**
   * The certificate of the peer
   */
  certificate: {
    /**
     * SHA-256 of its DER, hex
     */
    sha256: string;
    subject: string;
    issuer: string;
    validFrom: string;
    validTo: string;
  };
  /**
   * SHA-256 of the root certificate of its chain, hex; absent: the chain is incomplete
   */
  root?: string;
}
/**
 * A setting, why it is what it is, and the default that it replaces if it was changed
 */
export interface Assumption {
  /**
   * The setting, such as signature.ecdsaEncoding
   */
  id: string;
  value: unknown;
  status: 'documented' | 'inferred' | 'assumed';
  source: string;
  /**
   * Why the default is this one
   */
  why?: string;
  default?: unknown;
}
export interface Counts {
  total: number;
  passed: number;
  failed: number;
  warning: number;
  review: number;
  skipped: number;
  notRun: number;
  interrupted: number;
  /**
   * Absent: none
   */
  flaky?: number;
  /**
   * Not exercised, since a precondition, the environment or the harness failed. Absent: none
   */
  blocked?: number;
}
export interface RequirementResult {
  id: string;
  title: string;
  level: 'MUST' | 'SHOULD' | 'MAY';
  stage: string;
  /**
   * A requirement from the user's specs
   */
  own?: true;
  applies: string;
  source: {
    page: string;
    status: 'documented' | 'inferred' | 'assumed';
  };
  outcome: Outcome;
  /**
   * The ids of the scenarios that show it
   */
  scenarios: string[];
  /**
   * Of what no scenario can show: why, and what a person attests instead
   */
  review?: {
    because: string;
    attest: string;
  };
  /**
   * Who attested it, when, and what was looked at
   */
  attestation?: {
    by: string;
    date: string;
    note: string;
  };
  waiver?: Waiver;
}
export interface Judged {
  status: 'FINISHED';
  result: 'PASSED' | 'FAILED' | 'WARNING';
}
/**
 * REVIEW: a person must look. SKIPPED: not applicable, or this target cannot show it. BLOCKED: not exercised, since a precondition, the environment or the harness failed
 */
export interface NotJudged {
  status: 'FINISHED';
  result: 'REVIEW' | 'SKIPPED' | 'BLOCKED';
  reason: string;
}
/**
 * It ran several times, and its results differ
 */
export interface Flaky {
  status: 'FINISHED';
  result: 'FLAKY';
  reason: string;
}
export interface Unfinished {
  status: 'NOT_RUN' | 'INTERRUPTED';
}
/**
 * Who answers for a requirement that falls short, why, where that is agreed, and the last day on which it holds
 */
export interface Waiver {
  owner: string;
  reason: string;
  reference: string;
  expires: string;
  /**
   * APPLIED: the requirement falls short, but does not count against the run. EXPIRED, TOO_LONG (ends more than 90 days after the run) and UNUSED (nothing falls short) fail the run. UNDECIDED: nothing falls short in the part that was run
   */
  standing: 'APPLIED' | 'EXPIRED' | 'TOO_LONG' | 'UNUSED' | 'UNDECIDED';
}
export interface ScenarioResult {
  /**
   * uri:line
   */
  id: string;
  name: string;
  /**
   * The feature's name
   */
  feature: string;
  uri: Text;
  line: number;
  /**
   * A scenario from a user's feature: it covers no built-in requirement, and does not count in the coverage
   */
  own?: true;
  tags: Text[];
  requirements: Text[];
  outcome: Outcome;
  failure?: Failure;
  /**
   * The requirements whose waivers together keep its failure from deciding on the verdict
   *
   * @minItems 1
   */
  waivedBy?: Text[];
  steps: StepResult[];
  startedAt?: Time;
  durationMs?: Duration;
  /**
   * Why the scenario skipped itself
   */
  skipReason?: string;
  /**
   * The state of each try with --repeat, in order
   */
  tries?: State[];
}
export interface Failure {
  class: Blame;
  code: Text;
  message: string;
  /**
   * file:line:column, a JSON pointer, a URL
   */
  where?: string;
  expected?: string;
  actual?: string;
  /**
   * What to do next, as a sentence
   */
  advice?: string;
  /**
   * The code that threw it, with the lines around and a caret
   */
  frame?: string;
  /**
   * The step that failed, with its keyword
   */
  step?: string;
  /**
   * The command that repeats just this case
   */
  repeat?: string;
  /**
   * The command that repeats it and says whether it is fixed, still failing or different
   */
  replay?: string;
}
export interface StepResult {
  /**
   * Given, When, Then …, or Before and After for a hook
   */
  keyword: string;
  text: string;
  /**
   * Of a step that did not pass: its line in the feature
   */
  line?: number;
  status: 'PASSED' | 'FAILED' | 'SKIPPED' | 'PENDING' | 'UNDEFINED' | 'AMBIGUOUS' | 'UNKNOWN';
  durationMs: Duration;
  exchanges: Exchange[];
  deliveries: Delivery[];
}
/**
 * One request and what came back, as evidence: secrets are already removed
 */
export interface Exchange {
  /**
   * Unique within a run
   */
  id: string;
  /**
   * The request spec, with its variant behind a #
   */
  spec: string;
  /**
   * The id of the tampering that spoilt the request, if one did
   */
  tampering?: string;
  startedAt: string;
  request: {
    method: string;
    url: string;
    fields: Fields;
    token?: Token;
    /**
     * The content as text, redacted; empty when there was none. Beyond 64 KiB the beginning, behind a line [cut to …] with the length and SHA-256 of the whole
     */
    body: string;
  };
  response?: {
    status: number;
    fields: Fields;
    /**
     * The content as text, redacted; empty when there was none. Beyond 64 KiB the beginning, behind a line [cut to …] with the length and SHA-256 of the whole
     */
    body: string;
  };
  /**
   * Why there is no response, or none that can be relied on
   */
  failure?: {
    code: string;
    message: string;
    expected?: string;
    actual?: string;
    advice?: string;
  };
  /**
   * Seconds until the client retried the request, because the API or a gateway before it was busy; absent when it was not retried
   */
  retriedAfter?: number;
  signature: {
    /**
     * What the client signed
     */
    request?: {
      profile: 'http-message-signature' | 'detached-jws';
      keyid: string;
      algorithm: string;
      /**
       * The signature base, or the JWS signing input
       */
      base: string;
    };
    /**
     * What the client made of the response's signature
     */
    response?: {
      verified: boolean;
      keyid?: string;
      algorithm?: string;
      /**
       * The signature base as rebuilt from the response
       */
      base?: string;
      /**
       * Whether the label stands inside @signature-params
       */
      signatureParamsForm?: 'rfc9421' | 'labelled';
      ecdsaEncoding?: 'ieee-p1363' | 'der';
      warnings?: string[];
      /**
       * Why it did not verify, or was not verified
       */
      problem?: string;
    };
  };
  tls?: {
    protocol: string;
    cipher: string;
    /**
     * SHA-256 fingerprint, hex
     */
    serverCertificate: string;
    /**
     * SHA-256 fingerprint, hex; absent when none was offered
     */
    clientCertificate?: string;
  };
  timings: {
    /**
     * From the first byte sent to the last received
     */
    durationMs: number;
    /**
     * TCP and TLS; absent on a kept-alive connection
     */
    connectMs?: number;
  };
}
/**
 * What is kept of the access token that was sent
 */
export interface Token {
  /**
   * As the header field shows it: equal tokens look equal
   */
  fingerprint: string;
  /**
   * Of a JWT what it says of who granted what to whom and for how long, not verified; what is neither text nor number is JSON as text
   */
  claims?: {
    [k: string]: string | number;
  };
}
/**
 * One webhook as it reached the receiver, as evidence: secrets are already removed
 */
export interface Delivery {
  /**
   * Unique within a run
   */
  id: string;
  receivedAt: string;
  /**
   * Absent: POST. Empty if no request could be read
   */
  method?: string;
  /**
   * With its query; absent if it is the expected path
   */
  path?: string;
  /**
   * Header fields in wire order
   */
  fields: string[][];
  /**
   * The content as text, redacted. Beyond 64 KiB the beginning, behind a line [cut to …] with the length and SHA-256 of the whole; of one whose HMAC does not fit only a line [not kept …] with the length
   */
  body: string;
  notificationType?: string;
  notificationId?: string;
  transactionId?: string;
  clientTransactionId?: string;
  hmacVerified: boolean;
  /**
   * Why it is not a webhook, with any HMAC; continues: it …
   */
  problem?: string;
  /**
   * How an invalid HMAC would verify
   */
  nearMiss?: {
    /**
     * Continues: it fits …
     */
    how: string;
    /**
     * The setting that would match, or other advice
     */
    advice: string;
  };
  /**
   * The id of the first delivery of the same notification: both are one event
   */
  repeats?: string;
  /**
   * The id of a delivery with the same notification id and other content
   */
  contradicts?: string;
  /**
   * What is to be said of it and is no fault; goes on from: it …
   */
  note?: string;
  /**
   * The status that the receiver answered with
   */
  answeredWith: number;
}
/**
 * What of all that specs know the exchanges and webhooks of the run have met
 */
export interface Coverage {
  /**
   * By operation, the statuses of its answers; default among the unseen: no status that the spec does not state
   */
  operations: Covered[];
  /**
   * Statuses of all operations together, reason codes, webhook types, providers, and settings of the wire profile
   */
  values: Covered[];
}
export interface Covered {
  name: Text;
  seen: {
    value: string;
    count: number;
  }[];
  /**
   * How many values specs know, whatever the run selected: those that are not unseen were met. Others that were met are seen only
   */
  known?: number;
  /**
   * What specs know and the run did not meet
   */
  unseen: Text[];
}
/**
 * What the verdict rests on besides requirements, scenarios and faults: with it, the same code reaches it again
 */
export interface Basis {
  /**
   * What was selected, before it was dealt out to shards
   */
  plan: {
    scenarios: number;
    /**
     * SHA-256 of their ids, names, tags and steps, hex
     */
    digest: string;
  };
  /**
   * Which part of the plan this run took on; absent: all of it
   */
  shard?: {
    index: number;
    total: number;
  };
  /**
   * Ids of the scenarios that the selection left out
   */
  leftOut: string[];
  /**
   * Ids of the scenarios that finished unplanned, or once more than planned
   */
  surplus: string[];
  /**
   * What Cucumber said at its end; absent: it never got there
   */
  completed?: boolean;
  /**
   * How many scenarios were not run, since others had failed in the precondition that they need; absent: none
   */
  passedOver?: number;
  /**
   * What the target can do beyond Nopan's payment API; absent: everything
   */
  abilities?: string[];
  /**
   * What the integration uses; absent: everything
   */
  capabilities?: string[];
  /**
   * What persons attest, by requirement; absent: the target is none that an integration goes live with
   */
  attestations?: {
    [k: string]: Attestation;
  };
  /**
   * Folders of the user's own that took part
   */
  own?: {
    features?: string;
    specs?: string;
    steps?: string;
  };
  /**
   * The defects in which the target was broken on purpose
   */
  defects?: string[];
}
export interface Attestation {
  by: string;
  date: string;
  note: string;
}
/**
 * Who ran it, and with what, as the process found it: nothing vouches for that but a signature over the result
 */
export interface Operator {
  /**
   * Of the operating system or, in CI, who started the pipeline
   */
  user?: string;
  /**
   * The pipeline that it ran in; absent: none
   */
  ci?: {
    name: string;
    /**
     * Of the job or run
     */
    url?: string;
    commit?: string;
  };
  /**
   * The version of Node.js
   */
  node: string;
  /**
   * Operating system and architecture, such as linux x64
   */
  platform: string;
}
/**
 * What differs from an earlier result of the same subject and target; absent if there was none. It affects no verdict
 */
export interface Changes {
  /**
   * The earlier result
   */
  baseline: {
    startedAt: string;
    verdict: 'CERTIFIED' | 'NOT CERTIFIED' | 'INCOMPLETE';
    /**
     * Whether the two ran different selections, or one was interrupted, so that only what both ran is compared
     */
    partial: boolean;
  };
  /**
   * Requirements in another state than before, what got worse first
   */
  requirements: {
    id: string;
    from: State;
    to: State;
  }[];
  /**
   * Ids of scenarios; of removed ones, the ids in the earlier result
   */
  scenarios: {
    newlyFailing: ChangedScenarios;
    fixed: ChangedScenarios;
    added: ChangedScenarios;
    removed: ChangedScenarios;
  };
}
/**
 * Who is certified: the integration by whose configuration and credentials the run talked to its target
 */
export interface Subject {
  /**
   * Id of the organization at Nopan
   */
  organization?: string;
  /**
   * Of the client certificate: the organization (O) of its subject
   */
  company?: string;
  /**
   * The processing accounts of the configuration, the one that was used first
   */
  processingAccounts?: ProcessingAccount[];
  /**
   * The client certificate
   */
  certificate?: {
    subject: string;
    issuer: string;
    /**
     * Hex
     */
    serial: string;
    /**
     * Of its DER, hex
     */
    sha256: string;
    validTo: string;
  };
  /**
   * By which Nopan knows the signing key
   */
  keyid?: string;
  /**
   * Of the integration, as its owner names it: --subject-version
   */
  version?: string;
  /**
   * Of the integration, as the CI system or --subject-commit names it
   */
  commit?: string;
}
export interface ProcessingAccount {
  id: string;
  /**
   * Place in the configuration: file:line:column
   */
  where?: string;
}
/**
 * SHA-256, hex, of everything that affected the run and its judgement
 */
export interface Inputs {
  /**
   * The features of nopan-certify
   */
  features: string;
  /**
   * The specs of nopan-certify
   */
  specs: string;
  /**
   * The step definitions of nopan-certify
   */
  steps: string;
  /**
   * The configuration without protocol and webhook addresses, with secrets by reference only
   */
  configuration: string;
  /**
   * The settings of the wire profile (profile)
   */
  protocol: string;
  /**
   * The user's features, from --features or named as files
   */
  customFeatures?: string;
  /**
   * The files of --specs
   */
  customSpecs?: string;
  /**
   * The files of --steps
   */
  customSteps?: string;
}
/**
 * Options of the run for replay that are recorded nowhere else. Data, never a command
 */
export interface Options {
  /**
   * The configuration file, as given
   */
  config?: string;
  /**
   * The address given with --base-url
   */
  baseUrl?: string;
  /**
   * Changed settings of the wire profile, by id
   */
  protocol?: {
    [k: string]: unknown;
  };
  /**
   * The folder of the reports; absent: nowhere
   */
  out?: string;
  /**
   * How the program was started: its name, or the path of its main file; absent: npx --no nopan-certify
   */
  program?: string;
  /**
   * The run started in a checkout of nopan-certify, so that its features are files of the repository
   */
  checkout?: true;
}
