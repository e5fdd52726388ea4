// ContactsService
