// ImportsService
