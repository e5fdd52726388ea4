// CampaignsService
