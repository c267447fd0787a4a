import { switchNetworkOff } from './network-off.ts';

switchNetworkOff();
