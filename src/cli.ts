#!/usr/bin/env node
import './node/platform';
import { main } from './cli/main';

void main(process.argv.slice(2));
