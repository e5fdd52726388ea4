// CompaniesService
