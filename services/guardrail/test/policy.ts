/** A policy with every kind of check that the specs of both sides look at. */
export const POLICY = `
name: default
version: v1
description: for specs
refusalAnswer: I can't help with that.
input:
  checks:
    - { check: input-length, action: block, options: { maxCharacters: 500 } }
    - { check: pii, action: redact }
    - { check: prompt-injection, action: block }
output:
  checks:
    - { check: canary-leak, action: block }
    - { check: json-schema, action: repair }
    - { check: pii, action: redact }
    - { check: refusal, action: flag }
`;
