/* Generated from all contracts by dev/proto.sh. Do not edit. */
#ifndef DANHBA_CSAMPLEMESSAGES_H
#define DANHBA_CSAMPLEMESSAGES_H

#include <stddef.h>
#include <stdint.h>
#include "danhba/sample/v1/sample.pb-c.h"

#endif
