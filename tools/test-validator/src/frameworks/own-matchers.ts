import { mentions } from '../syntax/mentions.ts';
import type { Module } from '../syntax/parse-module.ts';

const extending = /\b(chai\.use|\.use)\(|expect\.extend\(|addSnapshotSerializer\(/;

/** The file adds matchers of its own, which may be what it tests. */
export const extendsMatchers = (module: Module): boolean => mentions(module, extending);
