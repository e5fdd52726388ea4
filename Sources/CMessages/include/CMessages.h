/* Generated from all contracts by dev/proto.sh. Do not edit. */
#ifndef DANHBA_CMESSAGES_H
#define DANHBA_CMESSAGES_H

#include <stddef.h>
#include <stdint.h>
#include "danhba/campaigns/v1/campaigns.pb-c.h"
#include "danhba/campaigns/v1/history.pb-c.h"
#include "danhba/companies/v1/bulk.pb-c.h"
#include "danhba/companies/v1/companies.pb-c.h"
#include "danhba/companies/v1/history.pb-c.h"
#include "danhba/companies/v1/notes.pb-c.h"
#include "danhba/contacts/v1/contacts.pb-c.h"
#include "danhba/contacts/v1/duplicates.pb-c.h"
#include "danhba/contacts/v1/edits.pb-c.h"
#include "danhba/contacts/v1/erasure.pb-c.h"
#include "danhba/contacts/v1/explanations.pb-c.h"
#include "danhba/contacts/v1/filters.pb-c.h"
#include "danhba/contacts/v1/history.pb-c.h"
#include "danhba/contacts/v1/managers.pb-c.h"
#include "danhba/contacts/v1/storage.pb-c.h"
#include "danhba/contacts/v1/tickets.pb-c.h"
#include "danhba/fields/v1/fields.pb-c.h"
#include "danhba/imports/v1/imports.pb-c.h"
#include "danhba/imports/v1/language.pb-c.h"
#include "danhba/imports/v1/mappings.pb-c.h"
#include "danhba/imports/v1/notifications.pb-c.h"
#include "danhba/imports/v1/templates.pb-c.h"
#include "danhba/imports/v1/undo.pb-c.h"
#include "danhba/rpc/v1/changes.pb-c.h"
#include "danhba/rpc/v1/diagnostics.pb-c.h"
#include "danhba/rpc/v1/errors.pb-c.h"
#include "danhba/rpc/v1/health.pb-c.h"
#include "danhba/rpc/v1/options.pb-c.h"
#include "danhba/rpc/v1/reflection.pb-c.h"
#include "danhba/rpc/v1/undo.pb-c.h"
#include "danhba/rpc/v1/wire.pb-c.h"

/* The descriptors of all messages, those of nested messages included, in the order of the contracts.
   NULL past the end. */
const ProtobufCMessageDescriptor *danhba_message_descriptor(size_t index);

/* The contracts as a serialised google.protobuf.FileDescriptorSet, comments included. */
extern const uint8_t *const danhba_file_descriptor_set;
extern const size_t danhba_file_descriptor_set_size;

#endif
